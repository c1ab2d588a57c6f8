"""The language of an article, from its file and from its text."""

from pathlib import Path

import pytest

from reader.library.importers.draft import ImportedArticle, article_id
from reader.library.importers.language_words import LANGUAGE_WORDS
from reader.library.importers.languages import language_code, language_of
from reader.library.importers.plain_text import read

SENTENCES = {
    "en": "The port authority said on Tuesday that the dredging of the northern channel would begin next spring, "
    "after years of delay and a dispute over who should pay for the work.",
    "de": "Die Hafenbehörde teilte am Dienstag mit, dass die Ausbaggerung der nördlichen Fahrrinne im kommenden "
    "Frühjahr beginnen werde, nach jahrelanger Verzögerung und einem Streit über die Kosten.",
    "fr": "L'autorité portuaire a annoncé mardi que le dragage du chenal nord commencerait au printemps prochain, "
    "après des années de retard et un différend sur le financement des travaux.",
    "es": "La autoridad portuaria anunció el martes que el dragado del canal norte comenzará la próxima primavera, "
    "tras años de retraso y una disputa sobre quién debe pagar las obras.",
    "it": "L'autorità portuale ha annunciato martedì che il dragaggio del canale settentrionale inizierà la "
    "prossima primavera, dopo anni di ritardi e una disputa su chi debba pagare i lavori.",
    "pt": "A autoridade portuária anunciou na terça-feira que a dragagem do canal norte começará na próxima "
    "primavera, depois de anos de atraso e de uma disputa sobre quem deve pagar as obras.",
    "nl": "Het havenbedrijf maakte dinsdag bekend dat het uitbaggeren van de noordelijke vaargeul volgend voorjaar "
    "begint, na jaren van vertraging en een ruzie over de vraag wie het werk moet betalen.",
    "sv": "Hamnmyndigheten meddelade i tisdags att muddringen av den norra farleden börjar nästa vår, efter flera "
    "års förseningar och en tvist om vem som ska betala för arbetet.",
    "da": "Havnemyndigheden oplyste tirsdag, at uddybningen af den nordlige sejlrende begynder til næste forår "
    "efter flere års forsinkelse og en strid om, hvem der skal betale for arbejdet.",
    "no": "Havnemyndighetene opplyste tirsdag at mudringen av den nordlige leden begynner neste vår, etter flere "
    "års forsinkelser og en strid om hvem som skal betale for arbeidet.",
    "fi": "Satamaviranomainen ilmoitti tiistaina, että pohjoisen väylän ruoppaus alkaa ensi keväänä vuosien "
    "viivytysten jälkeen ja kiistan siitä, kenen pitäisi maksaa työt.",
    "hu": "A kikötői hatóság kedden közölte, hogy az északi hajóút kotrása jövő tavasszal kezdődik, több éves késés "
    "és a munkálatok költségeiről folyó vita után.",
    "ro": "Autoritatea portuară a anunțat marți că dragarea canalului de nord va începe în primăvara viitoare, după "
    "ani de întârzieri și o dispută privind cine ar trebui să plătească lucrările.",
    "ru": "Администрация порта сообщила во вторник, что дноуглубительные работы в северном канале начнутся "
    "следующей весной после многолетних задержек и спора о том, кто должен за них платить.",
    "pl": "Zarząd portu poinformował we wtorek, że pogłębianie północnego toru wodnego rozpocznie się wiosną "
    "przyszłego roku, po latach opóźnień i sporze o to, kto powinien zapłacić za prace.",
    "cs": "Správa přístavu v úterý oznámila, že prohlubování severního kanálu začne příští rok na jaře po letech "
    "odkladů a sporu o to, kdo má práce zaplatit.",
    "tr": "Liman idaresi salı günü yaptığı açıklamada, kuzey kanalının derinleştirilmesine yıllar süren "
    "gecikmelerin ve masrafları kimin ödeyeceği tartışmasının ardından gelecek ilkbaharda başlanacağını "
    "bildirdi.",
    "id": "Otoritas pelabuhan mengatakan pada hari Selasa bahwa pengerukan alur utara akan dimulai musim semi "
    "mendatang, setelah bertahun-tahun tertunda dan perselisihan tentang siapa yang harus membayar.",
    "vi": "Cơ quan quản lý cảng cho biết hôm thứ Ba rằng việc nạo vét luồng phía bắc sẽ bắt đầu vào mùa xuân tới, "
    "sau nhiều năm trì hoãn và tranh cãi về việc ai phải trả tiền.",
    "uk": "Адміністрація порту повідомила у вівторок, що днопоглиблювальні роботи в північному каналі почнуться "
    "наступної весни після багаторічних затримок і суперечки про те, хто має за них платити.",
    "bg": "Пристанищната администрация съобщи във вторник, че удълбочаването на северния канал ще започне през "
    "пролетта след години закъснение и спор кой трябва да плати за работата.",
    "ca": "L'autoritat portuària va anunciar dimarts que el dragatge del canal nord començarà la primavera vinent, "
    "després d'anys de retard i d'una disputa sobre qui ha de pagar les obres.",
    "ar": "أعلنت هيئة الميناء يوم الثلاثاء أن تعميق القناة الشمالية سيبدأ في الربيع المقبل بعد سنوات من التأخير "
    "وخلاف حول من يجب أن يدفع تكاليف الأعمال.",
    "fa": "سازمان بنادر روز سه‌شنبه اعلام کرد که لایروبی کانال شمالی پس از سال‌ها تأخیر و اختلاف بر سر پرداخت "
    "هزینه‌ها بهار آینده آغاز خواهد شد.",
    "hi": "बंदरगाह प्राधिकरण ने मंगलवार को कहा कि उत्तरी नहर की खुदाई अगले वसंत में शुरू होगी, वर्षों की देरी और "
    "काम का भुगतान कौन करे इस विवाद के बाद।",
    "ja": "港湾当局は火曜日、北航路の浚渫工事を来春に始めると発表した。費用負担をめぐる争いで何年も遅れていた。",
    "zh": "港务局星期二表示，北航道的疏浚工程将于明年春天开始，此前因费用由谁承担的争议已经推迟多年。",
    "ko": "항만 당국은 화요일 북쪽 항로의 준설 작업이 수년간의 지연과 비용 분담을 둘러싼 분쟁 끝에 "
    "내년 봄에 시작될 것이라고 밝혔다.",
    "el": "Η λιμενική αρχή ανακοίνωσε την Τρίτη ότι η εκβάθυνση θα αρχίσει την άνοιξη.",
    "he": "רשות הנמלים הודיעה ביום שלישי כי העמקת התעלה הצפונית תחל באביב הבא.",
    "th": "การท่าเรือแถลงเมื่อวันอังคารว่าการขุดลอกร่องน้ำด้านเหนือจะเริ่มในฤดูใบไม้ผลิหน้า",
    "ka": "პორტის ადმინისტრაციამ სამშაბათს განაცხადა, რომ სამუშაოები გაზაფხულზე დაიწყება.",
    "hy": "Նավահանգստի վարչությունը երեքշաբթի հայտնեց, որ աշխատանքները կսկսվեն գարնանը։",
}


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_a_sentence_tells_its_language(language: str) -> None:
    assert language_of(SENTENCES[language]) == language


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_quoted_words_of_another_language_change_nothing(language: str) -> None:
    quoted = SENTENCES["en" if language != "en" else "de"][:20]
    assert language_of(f"{SENTENCES[language]} “{quoted}”") == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12:30 — 1,000 / 3.5 % …",
        "Space talks end without a deal.",  # too short
        "NATO EU UN IMF Lagarde Nakatani Seoul Tokyo Busan Reuters Yonhap Kyodo Samsung Toyota Hyundai",
        "東京",  # Chinese and Japanese write it alike
        "Ὦ ΝΑΤΟ",
    ],
)
def test_what_is_too_short_or_only_names_stays_unknown(text: str) -> None:
    assert language_of(text) == ""


def test_japanese_is_told_from_chinese_by_its_own_letters() -> None:
    assert language_of("東京都知事選挙の投票が始まった。") == "ja"
    assert language_of("东京都知事选举投票已经开始，多名候选人参加。") == "zh"


def test_an_english_report_with_foreign_names_stays_english() -> None:
    text = "Die Zeit and Le Monde said that de Gaulle and van der Bellen met in São Paulo for talks on the sea lanes."
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "en"), ("en-GB", "en"), ("DE_at", "de"), (" fr ", "fr"), ("zh-Hant-TW", "zh"), ("deu", "de"),
        ("nb-NO", "no"), ("nn", "no"), ("iw", "he"), ("Deutsch", "de"), ("Français", "fr"), ("", ""), ("und", ""),
        ("xx", ""), ("en, de", ""), ("x-klingon", ""), ("C", ""),
    ],
)  # fmt: skip
def test_what_a_file_states_becomes_a_code(tag: str, code: str) -> None:
    assert language_code(tag) == code


def test_what_the_file_states_counts_where_the_text_does_not_gainsay_it() -> None:
    assert language_of("Kurz.", "de") == "de"
    assert language_of(SENTENCES["no"], "da-DK") == "da"  # the text could be either
    assert language_of(SENTENCES["es"], "eu") == "eu"  # nothing is known about the words of Basque
    assert language_of(SENTENCES["en"], "nonsense") == "en"


@pytest.mark.parametrize("language", ["de", "fr", "fi", "ru", "ko", "ja", "vi"])
def test_a_text_plainly_in_another_language_is_believed_before_a_template(language: str) -> None:
    assert language_of(SENTENCES[language], "en-US") == language


def test_words_of_the_lists_are_as_the_texts_have_them() -> None:
    for language, words in LANGUAGE_WORDS.items():
        assert words == words.lower(), language
        assert len(words.split()) == len(set(words.split())), language


def test_an_imported_article_has_its_language_and_the_id_it_always_had(tmp_path: Path) -> None:
    (article,) = read(f"Hafen\n\n{SENTENCES['de']}\n".encode(), tmp_path / "hafen.txt")
    assert article.language == "de"
    assert article.id == article_id("Hafen", SENTENCES["de"])
    assert ImportedArticle(title="A", text="B", language="de").id == ImportedArticle(title="A", text="B").id
