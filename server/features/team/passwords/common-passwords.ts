/** Words that open too many doors as they are, or with a year or some signs after them ("Senha@2026"). */
export const commonWords: ReadonlySet<string> = new Set(
  `senha password passw0rd admin administrador administrator root usuario suporte mudar mudarsenha trocar trocarsenha
  novasenha minhasenha semsenha primeirasenha senhas senhaforte bemvindo welcome letmein login acesso entrar teste
  testando mestre master default padrao prosa whatsapp atendimento empresa clinica qwerty qwertyuiop asdfgh asdfghjkl
  zxcvbn zxcvbnm abc abcd abcdef abcdefgh iloveyou teamo euteamo amor meuamor amorzinho amorim saudade felicidade
  jesus jesuscristo jesusteama deus deusefiel deuseamor senhor familia minhafamilia brasil brazil saopaulo
  riodejaneiro flamengo corinthians palmeiras santos vasco gremio internacional cruzeiro atletico botafogo fluminense
  bahia timao mengao princesa princess gabriel rafael felipe lucas mateus matheus daniel rodrigo leonardo gustavo
  eduardo fernanda juliana mariana camila amanda bruna larissa beatriz vitoria dragon monkey football futebol baseball
  sunshine superman batman pokemon naruto starwars michael jordan shadow ninja mustang killer pepper charlie computador
  computer internet segredo secret estrela chocolate`.split(/\s+/),
)

export const commonPasswords: ReadonlySet<string> = new Set(
  `1q2w3e4r 1q2w3e4r5t 1qaz2wsx q1w2e3r4 q1w2e3r4t5 qwer1234 asdf1234 abcd1234 a1b2c3d4 aa123456 p@ssw0rd p@ssword
  pa$$word passw0rd1 s3nh4123 zaq12wsx qazwsxedc 1234qwer 123qweasd 123mudar 123trocar 123senha 123456abc 123456789a
  admin@123 senha@123 12345678a 102030405060 10203040 11223344 121212 123123123 123321123 147258369 159753456 987654321
  87654321 0987654321 1234567890 123456789 12345678 01234567 0123456789 147852369 789456123 741852963 963852741
  11111111 00000000 trustno1 1234senha mudar@123 brasil2014 qwerty123456`.split(/\s+/),
)
