"""The commonest small words of languages, by which one is told from another, and their letters."""

LANGUAGE_WORDS = {
    # Latin letters
    "en": "the of and to in that is was for it with as his on be at by had not are but from or have an they which were "
    "their said has been who would will its more than this about after when there also we he she you over into",
    "de": "der die und den das von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat "
    "dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur "
    "bis mehr durch ich",
    "fr": "de la le et les des en un du une que est pour qui dans par plus pas au sur ne se ce il sont avec son cette "
    "aux ont mais comme ou leur elle nous été sans entre ses fait après je vous selon deux être où depuis à l d "
    "qu c s n",
    "es": "de la que el en y a los del se las por un para con no una su al lo como más pero sus le ya o este sí porque "
    "esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante todos uno fue ha "
    "años tras según es",
    "it": "di che e la il un a per in una non sono mi si è ha lo ho della con del da le ma gli al come dei alla anche "
    "nel più delle nella dal questo ci se dopo i dalla degli stato essere tra suo sua loro l d dell all nell fra "
    "hanno sul ed",
    "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu "
    "sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos "
    "são num anos após",
    "nl": "de van een het en in is dat op te zijn voor met die niet aan er om ook als dan maar bij nog uit naar door "
    "over ze wordt tot heeft hij werd deze worden hebben wel geen meer onder was dit kan zich moet al zo na had "
    "haar ik",
    "sv": "och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan när år "
    "under också efter eller nu sin där vid mot ska skulle kommer ut få finns vara hade alla andra mycket än här "
    "då sedan över blev",
    "da": "og i at det er en til af på for med den de som har ikke et der var om han sig fra men vi kan jeg blev efter "
    "også ved vil eller nu skal så havde ud være over meget op hvor når alle end mellem under hun noget nogle "
    "hvad mod",
    "no": "og i det er på til en som å for med at av de har ikke den et om var han fra men seg jeg vi kan så ble etter "
    "også ved vil eller nå skal ut være over mye opp hvor når alle enn mellom under hun noe noen hva mot blir "
    "sier hadde",
    "fi": "ja on ei että se oli hän mutta ovat kun niin joka myös kuin ole tai sen olla mukaan hänen sitä nyt jo vain "
    "mitä jos ollut kuitenkin vuoden sekä eikä siitä vielä ne joita tämä olisi voi he jälkeen mikä noin minä "
    "koska ettei kanssa",
    "hu": "a az és hogy nem is egy ez meg volt de csak el ki van mint már azt még szerint lehet ha én pedig vagy után "
    "majd azonban kell mert minden aki amely így ezt több nagy alatt magyar között sem őket ezek olyan illetve "
    "lesz ami",
    "ro": "de și în a la cu care că pe nu din un o pentru mai este sa au se fi ca le dar ce prin lui am ar fost sunt "
    "cel după său sau fie acest dintre foarte ale lor până fără această când unde cea către iar asupra va mult "
    "ani al îi",
    "pl": "i w z na nie się do to że o jest jak po co tak za od przez ale dla są był jego czy tym już który oraz być "
    "może tylko było ich także które ma przed przy roku ze tego jej która bardzo gdy pod jednak lub aby będzie "
    "między u",
    "cs": "a se v na je že o s z do i to k ve pro za by ale si po jsou jako které který podle od jeho také až nebo při "
    "byl už jen však ze před bude tak není jsem než kteří být která má mezi bylo této jejich roku co ještě byla "
    "aby u",
    "sk": "a v sa na je že o s z do aj to k vo pre za by ale si po sú ako ktoré ktorý podľa od jeho tiež až alebo pri "
    "bol už len však zo pred bude tak nie som než ktorí byť ktorá má medzi bolo tejto ich roku čo ešte bola aby "
    "u",
    "sl": "in je v se na da so za pa ki z tudi ne bi po ni o kot s pri bil to iz še kar do ali sta bo od njegov že "
    "leta več sem ima lahko med ko zaradi bilo te le kako svoj imajo smo",
    "hr": "je i u se na da za su od a s o kao koji što ne će to iz bi bio koja koje do nije ali ili po te samo više "
    "nakon kako već prema sve bila također između jer zbog kada dok biti ga sa tako tijekom godine bilo iako",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi en sonra kadar ne ama var ya değil ise o her ki göre "
    "oldu olduğunu ancak hem yeni tarafından büyük olduğu üzerine iki karşı önce etti dedi veya şey mi nasıl "
    "bunu",
    "id": "yang dan di dari dengan untuk pada ini itu dalam tidak akan telah oleh sebagai juga adalah ke atau ada "
    "mereka bisa karena lebih saat tersebut bahwa para sudah hari kata dia menjadi saya kami namun setelah tahun "
    "seperti antara masih",
    "vi": "của và là các có được trong cho không một những với đã người này để đến khi từ cũng về ở ra như vào đó năm "
    "nhiều lại sẽ phải tại việc theo nhưng trên thì hay sau rằng làm còn đang nước bị hơn",
    "ca": "de la i el que a en els per les un una amb del no al es ha va com més als són però també aquest seva seu l "
    "d aquesta entre ser després anys sobre fins on des perquè molt dels ja tot sense han està hi ho és o",
    "gl": "de a o que e do da en un unha para non os no se na por máis as dos como foi ao ten seu súa ou ser cando moi "
    "tamén só pola ata isto entre despois sen aos son polo unhas esta este nos era dun dunha",
    "et": "ja on ei et see oli ta kui ka oma mis ning aga või kes selle siis välja veel olla mille pärast juba ole "
    "eesti tema ma kuid mida need ainult aasta üle kõik pole nii sest enne vastu ütles järgi",
    "lv": "un ir no ar ka par uz kas arī lai tas bija kā tika pēc tā bet vai nav pie gan viņš šo šī līdz ko jau būs "
    "vairs tikai gada kuru kad esmu savu starp vairāk pret tiek to",
    "lt": "ir kad į yra iš su tai kaip bet o ne už jis buvo bus nuo tik apie po ar dar metų taip šis jų pat savo per "
    "prie tačiau kuris arba jau prieš iki nėra kurie labai jo tarp kai",
    # Cyrillic letters
    "ru": "и в не на что с по как это он из за к от а о но для его то был были также было у все так она при или до "
    "после которые который бы их только мы я уже во со если будет может года этом том под более между же ли",
    "uk": "і в не на що з у до та за про як це він від але для його також був було або й із після які який вона її "
    "вони бути є щоб може року під час при ще ми я через вже якщо між їх лише того коли були зі буде",
    "bg": "на и да в се от за е с по че не са като към до ще или при но това през след който които беше си най както "
    "той само още има което бъде може между когато те тя му ни около без така съм",
    "be": "і ў у не на што з да як гэта за ён па ад для але яго таксама быў было ці пасля якія які яна яе іх яны можа "
    "быць год пад пры яшчэ мы я праз ужо калі паміж толькі таго былі каб",
    "sr": "је и у се на да за су од а с о као који што не ће то из би био која које до није али или по те само више "
    "након како већ према све била такође између јер због када док бити га са тако током године било",
    "mk": "на и во се да за од е со ќе не што кој ги а како по го но или до беше која кои тоа сите само има биде му "
    "при уште би исто така меѓу кога ова ја ние тие околу кое",
    # Arabic letters
    "ar": "في من على إلى أن عن التي مع الذي هذا هذه ما لا كان كما قد بعد بين أو ذلك وقال ولا كل لم منذ حيث خلال غير "
    "حتى كانت قبل وفي هو هي إن عند أي ثم وهو وقد أكثر لكن",
    "fa": "و در به از که این را با است برای آن یک خود تا کرد بر هم نیز شده می شد اما دارد ما گفت باید بود هر شود پس دو "
    "وی کرده هستند ها های او کند بین سال یا اگر همه بوده",
    "ur": "کے کی میں اور سے کا ہے کو نے اس کہ پر ہیں نہیں یہ بھی ایک جو کر تھا گیا ان ہو کہا لیے تک بعد کیا تو وہ گئی "
    "ساتھ اپنے والے تھے ہی یا جس کوئی ہوئے",
    # Devanagari letters
    "hi": "के में की है और से का को पर ने कि एक यह भी हैं इस नहीं हो जो कर तो ही या था लिए साथ बाद थे अपने कहा किया "
    "गया वह उनके रहा होने तक थी",
    "mr": "आहे आणि या व हे ते की तर हा आहेत होते त्या असे होता ही मात्र करण्यात केली नाही म्हणून यांनी केला केले झाली येथे त्यांनी झाले असून",
    "ne": "छ र को मा ले पनि छन् हुने भएको यो लाई गरेको गर्ने भन्ने थियो तर नै हो एक का गर्न सो भने गरी हुन् रहेको तथा",
}
"""Articles, pronouns, conjunctions, prepositions, forms of to be and to have; in small letters, Unicode NFC."""

LANGUAGE_LETTERS = {
    "de": "äöüß", "fr": "àâçèéêëîïôùûœ", "es": "áéíóúñ¿¡", "it": "àèéìòù", "pt": "áâãçéêíóôõú", "nl": "ëï",
    "sv": "åäö", "da": "åæø", "no": "åæø", "fi": "äö", "hu": "áéíóöőúüű", "ro": "ăâîșțşţ", "pl": "ąćęłńóśźż",
    "cs": "áčďéěíňóřšťúůýž", "sk": "áäčďéíĺľňóôŕšťúýž", "sl": "čšž", "hr": "čćđšž", "tr": "çğıöşü",
    "vi": "ăâđêôơưạảấầẩẫậắằặẹẻẽếềểễệịỉọỏốồổỗộớờởỡợụủứừửữựỳỹỵ", "ca": "àçèéíïòóú·", "gl": "áéíñóú", "et": "äõöü",
    "lv": "āčēģīķļņšūž", "lt": "ąčęėįšųūž", "ru": "ыэъёй", "uk": "іїєґй", "bg": "ъй", "be": "ўіыэёй", "sr": "јљњћђџ",
    "mk": "јљњќѓѕџ", "fa": "پچژگی", "ur": "ٹڈڑںھہےگیکچپ",
}  # fmt: skip
"""The letters that few languages have."""
