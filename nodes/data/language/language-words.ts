interface LanguageWords {
  /** Frequent function words of the language. */
  readonly words: string
  /** Characters that few other languages of the script use. */
  readonly letters?: string
}

/** Languages that share a script with others, by script and ISO 639-1 code. */
export const languageWords: Readonly<Record<string, Readonly<Record<string, LanguageWords>>>> = {
  Latin: {
    en: {
      words:
        'the of and to in is that it was for with as are be this have from or by not but they you which all been his he at on an your we will can a i so if no has had were their there what when one out up more my me do cannot should only use any other than into these would just could some very who its her she our',
    },
    de: {
      words:
        'der die das und ist von mit den nicht ein eine zu sich auf für dem auch wird als sind im des bei oder es in aus nach einer einen kann werden ich sie war hat noch nur so wenn aber wie am um dass mehr keine kein diese dieser wurde haben durch zum zur vor wir ihr ihre sehr nie nichts wieder schon immer gut gute guter gutes bin mich mir uns würde wäre waren leider alles hier dann danke bitte muss ungültige',
      letters: 'ßü',
    },
    fr: {
      words:
        "le la les de et des est un une dans que pour qui sur avec pas par au du ce sont il elle ou aux en ne plus cette l' d' qu' n' s' vous été à peut je j' c' m' nous mais très bien tout était sont mon ma mes ai fait",
      letters: 'œ',
    },
    es: {
      words:
        'el la los las de y que en un una es por con para del se no como su al más son lo o le ha este esta puede hay si pero muy sin sobre ser fue me ya cuando todo esta desde',
      letters: 'ñ¿¡',
    },
    pt: {
      words:
        'o a os as de e que em um uma é do da dos das não para com por se no na mais ao como são ou à foi pode mas muito sem sobre ser já quando tem pelo pela você isso',
      letters: 'ãõ',
    },
    it: {
      words:
        'il di che e la un una per è in del della dei non con sono si le da gli nel alla come più i al ha lo delle essere ma se sono questo questa anche come della molto senza ci ed o',
    },
    nl: {
      words:
        'de het een van en in is dat op te zijn voor met niet die aan er ook als bij worden of zich naar wordt om maar kan door hebben heeft dit deze over uit zo nog wel geen tot men',
    },
    sv: {
      words:
        'och att det som en ett är av för på med inte den till har de om var kan vi jag sig från eller ska men inte så ett hans mot bör även denna detta',
      letters: 'åä',
    },
    da: {
      words:
        'og at det som en et er af for på med ikke den til har de om kan jeg sig var fra være hvor blev eller skal mod lige deres efter noget også bliver hvad når mig',
      letters: 'æø',
    },
    no: {
      words:
        'og å det som en et er av for på med ikke den til har de om kan jeg seg var fra være hvor ble eller skal mot etter noe også blir hva når meg bare sin',
      letters: 'æø',
    },
    fi: {
      words:
        'ja on ei se että oli hän mutta kun joka ovat myös tai jos niin kuin olla sen ne mukaan heidän heille hänen tämä mitä',
      letters: 'ä',
    },
    pl: {
      words: 'i w na nie się z do to że jest o jak co od za po są ale czy przez oraz ich tego dla być jego',
      letters: 'łążęśćź',
    },
    cs: {
      words: 'a v na se je že s z do to i o jsou jako pro ale by které nebo od při své ve být jeho',
      letters: 'řěů',
    },
    ro: {
      words: 'și de la în a care nu cu o un este pe din mai că sunt să pentru ale lor ce fi al fost',
      letters: 'ățș',
    },
    hu: { words: 'a az és hogy nem is egy van meg de volt ez el ha csak minden már vagy kell azt még', letters: 'őűü' },
    tr: {
      words: 've bir bu için ile da de olarak olan daha çok ne gibi en kadar sonra ki var her ya',
      letters: 'ğışü',
    },
    vi: {
      words: 'và của là có trong cho một được không các với người này những đã để từ khi về',
      letters: 'đơưạảấầậẩếềệểịọốồộổớờợởụứừựửỹ',
    },
    id: {
      words: 'yang dan di dari untuk dengan tidak ini itu dalam pada adalah akan ke oleh atau juga karena bisa ada',
    },
  },
  Cyrillic: {
    ru: { words: 'и в не на что с по как это из к а его от для они все быть или был но она так', letters: 'ыэё' },
    uk: { words: 'і в не на що з та до як це за у від для вони або бути його їх був але', letters: 'іїєґ' },
    bg: { words: 'и на да се от за в не са с по е че като те към ще или това му бе', letters: 'ъ' },
    sr: { words: 'и у је да се на за од са не су као који што из би али', letters: 'јљњђћџ' },
  },
  Arabic: {
    ar: { words: 'في من على أن إلى لا ما هذا هذه التي الذي وقد أو عن مع كان هو', letters: 'ةىأإ' },
    fa: { words: 'و در به از که را این با است برای آن یک می', letters: 'پچژگ' },
    ur: { words: 'اور کے میں کی ہے سے کو کا نے پر یہ', letters: 'ےہٹڈں' },
  },
  Devanagari: {
    hi: { words: 'के में की है और को से का यह पर एक हैं' },
    mr: { words: 'आणि आहे हा ही या व त्या मध्ये आहेत', letters: 'ळ' },
    ne: { words: 'र को मा छ हो का लाई यो पनि छन्' },
  },
}

/** Languages with a script of their own. */
export const ownScripts: Readonly<Record<string, string>> = {
  Greek: 'el',
  Hebrew: 'he',
  Thai: 'th',
  Hangul: 'ko',
  Georgian: 'ka',
  Armenian: 'hy',
  Bengali: 'bn',
  Tamil: 'ta',
  Telugu: 'te',
  Khmer: 'km',
  Lao: 'lo',
  Myanmar: 'my',
  Tibetan: 'bo',
  Ethiopic: 'am',
}
