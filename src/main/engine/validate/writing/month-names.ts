/** January to December, whole and short, in lower case without accents and points; English, and the commonest of Europe. */
const languages: readonly (readonly string[])[] = [
  'january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,september sep sept,october oct,november nov,december dec',
  'januar janner jan,februar feb,marz mrz mar maerz,april apr,mai,juni jun,juli jul,august aug,september sep sept,oktober okt,november nov,dezember dez',
  'janvier janv,fevrier fevr fev,mars,avril avr,mai,juin,juillet juil,aout,septembre sept,octobre oct,novembre nov,decembre dec',
  'enero ene,febrero feb,marzo mar,abril abr,mayo may,junio jun,julio jul,agosto ago,septiembre setiembre sep set,octubre oct,noviembre nov,diciembre dic',
  'gennaio gen,febbraio feb,marzo mar,aprile apr,maggio mag,giugno giu,luglio lug,agosto ago,settembre set,ottobre ott,novembre nov,dicembre dic',
  'janeiro jan,fevereiro fev,marco mar,abril abr,maio mai,junho jun,julho jul,agosto ago,setembro set,outubro out,novembro nov,dezembro dez',
  'januari jan,februari feb,maart mrt,april apr,mei,juni jun,juli jul,augustus aug,september sep,oktober okt,november nov,december dec',
  'januari jan,februari feb,mars mar,april apr,maj,juni jun,juli jul,augusti aug,september sep,oktober okt,november nov,december dec',
  'stycznia sty,lutego lut,marca mar,kwietnia kwi,maja maj,czerwca cze,lipca lip,sierpnia sie,wrzesnia wrz,pazdziernika paz,listopada lis,grudnia gru',
].map((months) => months.split(','))

const numbers = new Map<string, number>()
for (const months of languages) {
  for (const [index, names] of months.entries()) {
    for (const name of names.split(' ')) if (!numbers.has(name)) numbers.set(name, index + 1)
  }
}

/** The number of a month by its name, 1 to 12, without regard to case and accents; 0 where it is none. */
export function monthNumber(name: string): number {
  const plain = name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
  return numbers.get(plain) ?? 0
}
