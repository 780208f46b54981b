import iconv from 'iconv-lite'

const plain = 'id,name,amount,day\n1,Ann,12.50,2025-01-31\n2,Bob,,2025-02-28\n3,"C, D",1e5,2025-03-01\n'
const names = '名前,住所\n山田太郎,東京都\n鈴木一郎,大阪府\n'
const german = 'Name;Straße;Betrag\nMüller;Königsstraße 1;12,50\nGröß;Ölweg 7;1.234,00\n'
const wide = Array.from({ length: 40 }, (_, row) => Array.from({ length: 12 }, (__, column) => row * column).join(';'))

/** Small tables as people send them, each with something that a reader has to decide. */
export const textSeeds: readonly Buffer[] = [
  ...[
    plain,
    plain.replaceAll('\n', '\r\n'),
    plain.replaceAll('\n', '\r'),
    plain.replace('\n', '\r\n').replace('Bob,,', '"Bob ""the"" B\nof C",,'),
    'a\tb\tc\n1\t"x"y"\tz\n2\t"open\t3\n4\t5\t6\n',
    "k|v\n'a|b'|2\n\n\n'c''d'|\\'\n",
    'text,more\n"say \\"hi\\"",1\n"back\\\\slash",2\n',
    'Report of January\n\nsep=;\nid;v\n1;2\n3;4\nTotal;6\n',
    '# made by a program\n# on a day\na,b\n1,2\n# between\n3,4\n',
    'name      age   town\nAnn       31    Rome\nBob       7     Oslo\n',
    'a::b::c\n1::2::3\n4::5::6\n',
    'id,id,,name\n1,2,3,4\n5,6\n7,8,9,10,11\n,,,\n',
    '"one","two"\n"1","2"\n"3","unclosed\n"5","6"\n7,8\n',
    'only\none\ncolumn\n',
    'a\x1fb\n1\x1f2\n',
    '=cmd,+1,-2,@x\n=HYPERLINK("http://x"),2,3,4\n',
    'a,b\n1,\0\n\0,2\n',
    `${wide.join('\n')}\n`,
    `id,note\n1,"${'long '.repeat(400)}"\n2,x\n`,
    '\n\n\na,b\n\n1,2\n\n\n',
    '',
    'x',
  ].map((text) => Buffer.from(text)),
  Buffer.from(`\ufeff${plain}`),
  ...['utf-16le', 'utf-16be', 'utf-32le'].map((name) => iconv.encode(names, name, { addBOM: true })),
  iconv.encode(plain, 'utf-16le', { addBOM: false }),
  ...['shift_jis', 'euc-jp', 'gb18030'].map((name) => iconv.encode(names.repeat(4), name)),
  Buffer.from('name,town\n\x1b$B;3ED\x1b(B,\x1b$BElKT\x1b(B\n', 'latin1'),
  ...['windows-1252', 'macroman', 'cp437'].map((name) => iconv.encode(german, name)),
  Buffer.concat([Buffer.from(german), iconv.encode(german, 'windows-1252')]),
]
