"""What people write in a cell of each type, and what becomes of it: understood, with a word on how, or refused with why.

``typed`` is text, but #41 is a number, @2022-04-30 a day that Excel made, and SANT! a truth value; <nbsp> and the like
are the signs by that name. ``becomes`` is the value, or "nej" where it is refused. ``told`` is part of the Swedish
sentence; nothing is told where it is empty.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from tests.form.cells.typed import SWEDISH
from tests.form.language import (
    YES_NO,
    CellType,
    Choice,
    Day,
    Missing,
    Name,
    Names,
    Number,
    OutcomeCell,
    PartFigures,
    Percent,
    Text,
)
from tests.house import ErrorValue, Raw, Severity, Uncalculated, literal

PARTS = (("women", "K"), ("men", "M"))
STATUS = Choice(
    options=(("klar", literal("klar")), ("pågår", literal("pågår enligt plan")), ("sen", literal("försenad"))),
    variants=(("✓", "klar"), ("►", "pågår"), ("▼", "sen")),
)
CELLS: dict[str, CellType] = {
    "besök": Number("besök"),
    "antal": Number(),
    "tkr": Number("tkr", decimals=None, minimum=None),
    "mnkr": Number("mnkr", decimals=None, minimum=None),
    "betyg": Number(decimals=1, maximum=Decimal(10)),
    "andel": Percent(),
    "förändring": Percent(minimum=None, maximum=None),
    "dag": Day(),
    "ja/nej": YES_NO,
    "status": STATUS,
    "text": Text(),
    "namn": Name(),
    "lista": Names(),
    "utfall %": OutcomeCell(Percent(), PARTS),
    "utfall antal": OutcomeCell(Number("antal", decimals=None), PARTS),
    "utfall tkr": OutcomeCell(Number("tkr", decimals=None, minimum=None), PARTS),
}
SIGNS = {
    **{"<nbsp>": "\u00a0", "<nnbsp>": "\u202f", "<thin>": "\u2009", "<figure>": "\u2007", "<em>": "\u2003"},
    **{"<zwsp>": "\u200b", "<tab>": "\t", "<lf>": "\n", "<crlf>": "\r\n", "<vt>": "\x0b", "<minus>": "\u2212"},
    **{"<en>": "\u2013", "<nbhyphen>": "\u2011", "<lro>": "\u202d", "<pdf>": "\u202c", "<rlo>": "\u202e"},
    **{"<bell>": "\x07", "<bom>": "\ufeff", "<shy>": "\u00ad", "<full45>": "\uff14\uff15", "<arab45>": "\u0664\u0665"},
    **{"<half>": "\ud800", "<vs>": "\ufe0f"},
}
TABLE = """
| cell         | typed                     | becomes      | told |
| besök        | #45467                    | 45467        |      |
| besök        | #0                        | 0            |      |
| besök        | 0                         | 0            | lästs som 0 |
| besök        | 45467                     | 45467        | lästs som 45<nbsp>467 |
| besök        | 45 467                    | 45467        | lästs som 45<nbsp>467 |
| besök        | 45<nbsp>467               | 45467        | lästs som 45<nbsp>467 |
| besök        | 45<nnbsp>467              | 45467        | lästs som 45<nbsp>467 |
| besök        | 45<thin>467               | 45467        | lästs som 45<nbsp>467 |
| besök        | 45<figure>467             | 45467        | lästs som 45<nbsp>467 |
| besök        | 45<em>467                 | 45467        | lästs som 45<nbsp>467 |
| besök        | 45<zwsp>467               | 45467        | lästs som 45<nbsp>467 |
| besök        | <tab>45467<lf>            | 45467        | lästs som 45<nbsp>467 |
| besök        | <bom>45467                | 45467        | lästs som 45<nbsp>467 |
| besök        | <lro>45467<pdf>           | 45467        | lästs som 45<nbsp>467 |
| besök        | <rlo>76454                | nej          | vänder på siffrorna |
| besök        | 1 045 467                 | 1045467      | lästs som 1<nbsp>045<nbsp>467 |
| besök        | 4 5467                    | nej          | inte ett tal |
| besök        | 45 4670                   | nej          | inte ett tal |
| besök        | 45.467                    | nej          | 45<nbsp>467 eller som 45,467 |
| besök        | 45,467                    | nej          | 45<nbsp>467 eller som 45,467 |
| besök        | 1 234.567                 | nej          | 1<nbsp>234<nbsp>567 eller som 1<nbsp>234,567 |
| besök        | 1.234.567                 | 1234567      | lästs som 1<nbsp>234<nbsp>567 |
| besök        | 1,234,567                 | 1234567      | lästs som 1<nbsp>234<nbsp>567 |
| besök        | 1'234                     | 1234         | lästs som 1<nbsp>234 |
| besök        | 1’234’567                 | 1234567      | lästs som 1<nbsp>234<nbsp>567 |
| besök        | '5                        | nej          | inte ett tal |
| besök        | 1 234,5                   | 1234.5       | lästs som 1<nbsp>234,5 |
| besök        | 1.234,5                   | 1234.5       | lästs som 1<nbsp>234,5 |
| besök        | 1,234.5                   | 1234.5       | lästs som 1<nbsp>234,5 |
| besök        | 0,467                     | 0.467        | lästs som 0,467 |
| besök        | ,5                        | 0.5          | lästs som 0,5 |
| besök        | 45 467.                   | 45467        | lästs som 45<nbsp>467 |
| besök        | 12,                       | nej          | Saknas en siffra? |
| besök        | 12...                     | nej          | inte ett tal |
| besök        | 1,2,3                     | nej          | inte ett tal |
| besök        | 1e5                       | nej          | inte ett tal |
| besök        | 0x10                      | nej          | inte ett tal |
| besök        | inf                       | nej          | inte ett tal |
| besök        | NaN                       | nej          | är ingen siffra. Skriv 0 |
| besök        | <full45>                  | nej          | andra tecken än siffrorna |
| besök        | <arab45>                  | nej          | andra tecken än siffrorna |
| besök        | 4²                        | nej          | andra tecken än siffrorna |
| besök        | +5                        | 5            | lästs som 5 |
| besök        | -5                        | nej          | mindre än 0 |
| besök        | <minus>5                  | nej          | mindre än 0 |
| besök        | 5-                        | nej          | slutar med ett streck |
| besök        | --5                       | nej          | inte ett tal |
| besök        | (1 200)                   | nej          | −1<nbsp>200 eller 1<nbsp>200 |
| besök        | ca 1100                   | nej          | är inte ett tal, utan text med 1<nbsp>100 i. Skriv bara siffror, i besök. |
| besök        | många                     | nej          | är inte ett tal. Skriv bara siffror, i besök. |
| besök        | patienter 12              | nej          | är inte ett tal, utan text med 12 i. Skriv bara siffror, i besök. |
| besök        | plus 12                   | 12           | lästs som 12 |
| besök        | minus 5                   | nej          | mindre än 0 |
| besök        | cirka 1 100               | nej          | inte ett tal |
| besök        | c:a 1100                  | nej          | inte ett tal |
| besök        | ~1100                     | nej          | inte ett tal |
| besök        | drygt 1100                | nej          | inte ett tal |
| besök        | <5                        | nej          | är en gräns |
| besök        | >100                      | nej          | är en gräns |
| besök        | minst 100                 | nej          | är en gräns |
| besök        | 12-15                     | nej          | är ett spann |
| besök        | 12<en>15                  | nej          | är ett spann |
| besök        | 12 till 15                | nej          | är ett spann |
| besök        | 12 eller 15               | nej          | är ett spann |
| besök        | 4/5                       | nej          | är ett spann |
| besök        | K:41 M:38                 | nej          | flera siffror |
| besök        | 41 (38)                   | nej          | flera siffror |
| besök        | 2022-04-30                | nej          | flera siffror |
| besök        | @2022-05-04               | nej          | Excel gör ett datum |
| besök        | SANT!                     | nej          | inte ett tal |
| besök        | 5 st                      | 5            | lästs som 5 |
| besök        | 5 st.                     | 5            | lästs som 5 |
| besök        | 5st                       | 5            | lästs som 5 |
| besök        | 5 besök                   | 5            | lästs som 5 |
| besök        | 5 BESÖK                   | 5            | lästs som 5 |
| besök        | 12 personer               | nej          | är i personer |
| besök        | 12 dagar                  | nej          | är i dagar |
| besök        | 12 %                      | nej          | är i %, |
| besök        | 5 mnkr                    | nej          | är i mnkr |
| besök        | 45 tusen                  | nej          | Är det 45<nbsp>000? |
| besök        | 1,4 miljoner              | nej          | Är det 1<nbsp>400<nbsp>000? |
| besök        | 12 och några till         | nej          | inte ett tal |
| besök        | tolv                      | nej          | inte ett tal |
| besök        | -                         | nej          | är ingen siffra. Skriv 0 |
| besök        | <en>                      | nej          | är ingen siffra. Skriv 0 |
| besök        | NA                        | nej          | är ingen siffra. Skriv 0 |
| besök        | N/A                       | nej          | är ingen siffra. Skriv 0 |
| besök        | null                      | nej          | är ingen siffra. Skriv 0 |
| besök        | None                      | nej          | är ingen siffra. Skriv 0 |
| besök        | Ej aktuellt               | nej          | är ingen siffra. Skriv 0 |
| besök        | Data saknas               | nej          | är ingen siffra. Skriv 0 |
| besök        | x                         | nej          | är ingen siffra. Skriv 0 |
| besök        | =1+1                      | nej          | inte ett tal |
| besök        | #N/A!                     | nej          | felvärde i Excel |
| besök        | =!                        | nej          | aldrig har räknats ut |
| antal        | 5 patienter               | 5            | lästs som 5 |
| antal        | 5 besök                   | 5            | lästs som 5 |
| antal        | antal 5                   | nej          | inte ett tal |
| betyg        | 8,5                       | 8.5          | lästs som 8,5 |
| betyg        | 85                        | nej          | mer än 10 |
| tkr          | 1 400                     | 1400         | lästs som 1<nbsp>400 |
| tkr          | 1 400 tkr                 | 1400         | lästs som 1<nbsp>400 |
| tkr          | 1 400 kkr                 | 1400         | lästs som 1<nbsp>400 |
| tkr          | 1 400 TKR                 | 1400         | lästs som 1<nbsp>400 |
| tkr          | 1,4 mkr                   | 1400         | lästs som 1<nbsp>400 tkr |
| tkr          | 1,4 Mkr                   | 1400         | lästs som 1<nbsp>400 tkr |
| tkr          | 1,4 mnkr                  | 1400         | lästs som 1<nbsp>400 tkr |
| tkr          | 1,4 miljoner              | 1400         | lästs som 1<nbsp>400 tkr |
| tkr          | 1,4 miljoner kronor       | 1400         | lästs som 1<nbsp>400 tkr |
| tkr          | 1,4 milj. kr              | 1400         | lästs som 1<nbsp>400 tkr |
| tkr          | 1,4 mdkr                  | 1400000      | lästs som 1<nbsp>400<nbsp>000 tkr |
| tkr          | 1,4 miljarder             | 1400000      | lästs som 1<nbsp>400<nbsp>000 tkr |
| tkr          | 1 400 000 kr              | 1400         | lästs som 1<nbsp>400 tkr |
| tkr          | 1 400 000 kronor          | 1400         | lästs som 1<nbsp>400 tkr |
| tkr          | 1 400 000:-               | 1400         | lästs som 1<nbsp>400 tkr |
| tkr          | 45 tusen kronor           | 45           | lästs som 45 |
| tkr          | #1400000                  | 1400000      |      |
| tkr          | 1,4 M                     | nej          | inte ett tal |
| tkr          | 5 st                      | nej          | är i st |
| tkr          | 1,4 %                     | nej          | är i % |
| tkr          | 100 EUR                   | nej          | inte ett tal |
| mnkr         | -17,7                     | -17.7        | lästs som −17,7 |
| mnkr         | <minus>17,7               | -17.7        | lästs som −17,7 |
| mnkr         | <en> 17,7                 | -17.7        | lästs som −17,7 |
| mnkr         | <nbhyphen>17,7 mnkr       | -17.7        | lästs som −17,7 |
| mnkr         | minus 17,7                | -17.7        | lästs som −17,7 |
| mnkr         | (17,7)                    | nej          | −17,7 eller 17,7 |
| mnkr         | 17,7-                     | nej          | slutar med ett streck |
| mnkr         | 1 400 tkr                 | 1.4          | lästs som 1,4 mnkr |
| mnkr         | -500 kr                   | -0.0005      | lästs som −0,0005 mnkr |
| mnkr         | 45,467                    | 45.467       | lästs som 45,467 |
| mnkr         | 45.467                    | nej          | 45<nbsp>467 eller som 45,467 |
| andel        | #0.41                     | 0.41         |      |
| andel        | #0                        | 0            |      |
| andel        | #1                        | 1            |      |
| andel        | #41                       | nej          | 4<nbsp>100<nbsp>% |
| andel        | 41 %                      | 0.41         | lästs som 41<nbsp>% |
| andel        | 41%                       | 0.41         | lästs som 41<nbsp>% |
| andel        | 41<nbsp>%                 | 0.41         | lästs som 41<nbsp>% |
| andel        | 7,2%                      | 0.072        | lästs som 7,2<nbsp>% |
| andel        | 7,2 procent               | 0.072        | lästs som 7,2<nbsp>% |
| andel        | 7.2 %                     | 0.072        | lästs som 7,2<nbsp>% |
| andel        | 0,41 %                    | 0.0041       | lästs som 0,41<nbsp>% |
| andel        | 45.467 %                  | 0.45467      | lästs som 45,467<nbsp>% |
| andel        | 41                        | nej          | saknar procenttecken |
| andel        | 0,41                      | nej          | 0,41<nbsp>% eller som 41<nbsp>% |
| andel        | 4100 %                    | nej          | 4<nbsp>100<nbsp>% |
| andel        | 101 %                     | nej          | mer än 100 % |
| andel        | -1 %                      | nej          | mindre än 0 % |
| andel        | ca 41 %                   | nej          | procent |
| andel        | 41-43 %                   | nej          | är ett spann |
| andel        | K:41% M:41%               | nej          | flera siffror |
| andel        | 41 procentenheter         | nej          | procent |
| andel        | 41 av 100                 | nej          | flera siffror |
| andel        | %                         | nej          | procent |
| andel        | Data saknas               | nej          | är ingen siffra |
| andel        | @2022-05-04               | nej          | Excel gör ett datum |
| förändring   | 250 %                     | 2.5          | lästs som 250<nbsp>% |
| förändring   | -3,5 %                    | -0.035       | lästs som −3,5<nbsp>% |
| dag          | @2022-04-30               | 2022-04-30   |      |
| dag          | @2022-04-30T13:45         | 2022-04-30   |      |
| dag          | 2022-04-30                | 2022-04-30   | lästs som 2022-04-30 |
| dag          | 2022-04-30 00:00:00       | 2022-04-30   | lästs som 2022-04-30 |
| dag          | 2022-04-30T00:00:00.000Z  | 2022-04-30   | lästs som 2022-04-30 |
| dag          | 2022<nbhyphen>04<nbhyphen>30 | 2022-04-30 | lästs som 2022-04-30 |
| dag          | 2022-4-3                  | 2022-04-03   | lästs som 2022-04-03 |
| dag          | 20220430                  | 2022-04-30   | lästs som 2022-04-30 |
| dag          | #20220430                 | 2022-04-30   | lästs som 2022-04-30 |
| dag          | 30/4 2022                 | 2022-04-30   | lästs som 2022-04-30 |
| dag          | 30.4.2022                 | 2022-04-30   | lästs som 2022-04-30 |
| dag          | 04/30/2022                | 2022-04-30   | lästs som 2022-04-30 |
| dag          | 5/5 2022                  | 2022-05-05   | lästs som 2022-05-05 |
| dag          | 30 april 2022             | 2022-04-30   | lästs som 2022-04-30 |
| dag          | den 30:e april 2022       | 2022-04-30   | lästs som 2022-04-30 |
| dag          | 1 maj 2022                | 2022-05-01   | lästs som 2022-05-01 |
| dag          | 30 apr. 2022              | 2022-04-30   | lästs som 2022-04-30 |
| dag          | 990430                    | 1999-04-30   | lästs som 1999-04-30 |
| dag          | 4/5 2022                  | nej          | 2022-05-04 eller som 2022-04-05 |
| dag          | 4.5.2022                  | nej          | 2022-05-04 eller som 2022-04-05 |
| dag          | 220430                    | nej          | 2022-04-30 eller som 2030-04-22 |
| dag          | 4/5                       | nej          | utan år |
| dag          | 30 april                  | nej          | utan år |
| dag          | april 2022                | nej          | inte ett datum |
| dag          | 2022-02-30                | nej          | inte ett datum |
| dag          | 31 juni 2022              | nej          | inte ett datum |
| dag          | #44681                    | nej          | 2022-04-30 |
| dag          | #220430                   | nej          | inte ett datum |
| dag          | #0.5                      | nej          | inte ett datum |
| dag          | @1899-12-31               | nej          | rimligt |
| dag          | @9999-12-31               | nej          | rimligt |
| dag          | @1904-01-01               | nej          | rimligt |
| dag          | -                         | nej          | Lämna cellen tom |
| dag          | våren                     | nej          | inte ett datum |
| dag          | SANT!                     | nej          | inte ett datum |
| ja/nej       | ja                        | yes          |      |
| ja/nej       | JA                        | yes          |      |
| ja/nej       | Ja<nbsp>                  | yes          |      |
| ja/nej       | Yes                       | yes          |      |
| ja/nej       | nej                       | no           |      |
| ja/nej       | NO                        | no           |      |
| ja/nej       | x                         | yes          | lästs som ”ja” |
| ja/nej       | X                         | yes          | lästs som ”ja” |
| ja/nej       | #1                        | yes          | lästs som ”ja” |
| ja/nej       | #0                        | no           | lästs som ”nej” |
| ja/nej       | sant                      | yes          | lästs som ”ja” |
| ja/nej       | TRUE                      | yes          | lästs som ”ja” |
| ja/nej       | SANT!                     | yes          | lästs som ”ja” |
| ja/nej       | FALSKT!                   | no           | lästs som ”nej” |
| ja/nej       | ja.                       | yes          | lästs som ”ja” |
| ja/nej       | kanske                    | nej          | Välj ett av alternativen: ja, nej |
| ja/nej       | jaa                       | nej          | Menade du ”ja”? |
| ja/nej       | #2                        | nej          | finns inte i listan |
| ja/nej       | -                         | nej          | Lämna cellen tom |
| status       | klar                      | klar         |      |
| status       | KLAR                      | klar         |      |
| status       | Klar<zwsp>                | klar         |      |
| status       | ✓                         | klar         |      |
| status       | ✓ klar                    | klar         | lästs som ”klar” |
| status       | ✓<vs> klar                | klar         | lästs som ”klar” |
| status       | (klar)                    | klar         | lästs som ”klar” |
| status       | klar!                     | klar         | lästs som ”klar” |
| status       | ▼ klar                    | nej          | finns inte i listan |
| status       | pågår<nbsp>enligt  plan   | pågår        |      |
| status       | klarr                     | nej          | Menade du ”klar”? |
| status       | försenat                  | nej          | Menade du ”försenad”? |
| status       | pågår enl                 | nej          | Menade du ”pågår enligt plan”? |
| status       | på väg                    | nej          | Välj ett av alternativen: klar, pågår enligt plan, försenad |
| status       | N/A                       | nej          | Lämna cellen tom |
| text         | =1+1                      | =1+1         |      |
| text         | -5 % lägre                | -5 % lägre   |      |
| text         | +46 70                    | +46 70       |      |
| text         | @x                        | @x           |      |
| text         | NA                        | NA           |      |
| text         | N/A                       | N/A          |      |
| text         | -                         | -            |      |
| text         | null                      | null         |      |
| text         | None                      | None         |      |
| text         | #0                        | 0            |      |
| text         | #7.5                      | 7,5          |      |
| text         | SANT!                     | SANT         |      |
| text         | & < > { } %               | & < > { } %  |      |
| text         | ett<crlf>två<vt>tre       | ett<lf>två<lf>tre |      |
| text         | ett_x000D_<lf>två         | ett<lf>två   |      |
| text         | ett_x000D_två             | ett<lf>två   |       |
| text         | a<bell>b                  | ab           | tagits bort |
| text         | a<zwsp>b                  | ab           | tagits bort |
| text         | a<rlo>b                   | ab           | tagits bort |
| text         | a<half>b                  | ab           | tagits bort |
| namn         | #12                       | 12           |      |
| namn         | Nord<nbsp> <lf>Syd        | Nord Syd     |      |
| namn         | Nord<bell>                | Nord         | tagits bort |
| lista        | nord; syd                 | nord, syd    |      |
| lista        | nord<vt>syd               | nord, syd    |      |
| utfall %     | 41 %                      | 0.41         | lästs som 41<nbsp>% |
| utfall %     | 41                        | nej          | saknar procenttecken |
| utfall %     | K:41% M:38%               | women 0.41, men 0.38 |      |
| utfall %     | Data saknas               | (Data saknas) |      |
| utfall %     | Data<bell> saknas         | (Data saknas) | tagits bort |
| utfall %     | NA                        | (NA)         |      |
| utfall %     | N/A                       | (N/A)        |      |
| utfall %     | -                         | (-)          |      |
| utfall %     | null                      | (null)       |      |
| utfall %     | None                      | (None)       |      |
| utfall %     | Ej aktuellt               | (Ej aktuellt) |      |
| utfall %     | 41-43 %                   | nej          | är ett spann |
| utfall %     | enligt bilaga             | nej          | lämnar du cellen tom |
| utfall antal | 0                         | 0            | lästs som 0 |
| utfall antal | 45.467                    | nej          | 45<nbsp>467 eller som 45,467 |
| utfall antal | 45,467                    | nej          | 45<nbsp>467 eller som 45,467 |
| utfall antal | (12)                      | nej          | −12 eller 12 |
| utfall antal | 12-15                     | nej          | är ett spann |
| utfall antal | @2022-05-04               | nej          | Excel gör ett datum |
| utfall antal | #REF!!                    | nej          | felvärde i Excel |
| utfall antal | 81 %                      | nej          | varken en siffra eller en förklaring |
| utfall antal | Se bilaga.                | nej          | varken en siffra eller en förklaring |
| utfall tkr   | finns i rapporten         | nej          | varken en siffra eller en förklaring |
| utfall antal | Redovisas i rapporten     | (Redovisas i rapporten) |           |
| utfall tkr   | 1,4 mkr                   | 1400         | lästs som 1<nbsp>400 tkr |
| utfall tkr   | K: 1,4 mkr M: 2 mkr       | women 1400, men 2000 |      |
| utfall tkr   | Resultat 1,4 mkr          | total 1400   |      |
"""


def rows() -> list[tuple[str, str, str, str]]:
    """The rows of the table."""
    lines = [line for line in TABLE.splitlines() if line.startswith("|")][1:]
    cells = [[part.strip(" ") for part in line.strip("|").split("|")] for line in lines]
    return [(kind, typed, becomes, message) for kind, typed, becomes, message in cells]


def signs(text: str) -> str:
    """The text with the signs that are named in it."""
    for name, sign in SIGNS.items():
        text = text.replace(name, sign)
    return text


def typed_as(text: str) -> Raw:
    """What stands in the cell."""
    if text in ("SANT!", "FALSKT!"):
        return text == "SANT!"
    if text == "=!":
        return Uncalculated("=1+1")
    if text.startswith("#") and text.endswith("!"):
        return ErrorValue(text[:-1])
    if text.startswith("#"):
        return Decimal(text[1:])
    if text.startswith("@20") and "T" in text:
        return datetime.fromisoformat(text[1:])
    return date.fromisoformat(text[1:]) if text.startswith("@") and text[1:2].isdigit() else signs(text)


def in_a_row(value: object) -> str:
    """A value as the table has it."""
    match value:
        case Decimal():
            return f"{value:f}"
        case Missing():
            return f"({value.reason})"
        case PartFigures():
            return ", ".join(f"{part} {number.normalize():f}" for part, number in value.parts)
        case tuple():
            return ", ".join(value)
    return str(value)


@pytest.mark.parametrize(("kind", "typed", "becomes", "message"), rows())
def test_what_becomes_of_what_people_write(kind: str, typed: str, becomes: str, message: str) -> None:
    parsed = CELLS[kind].read(typed_as(typed))
    refused = parsed.problem is not None and parsed.problem.severity is Severity.ERROR
    assert (parsed.value is None) == refused
    assert ("nej" if refused else in_a_row(parsed.value)) == signs(becomes)
    sentence = SWEDISH(parsed.problem.advice) if parsed.problem else ""
    assert signs(message) in sentence and bool(message) == bool(sentence), sentence
    if refused and parsed.problem and parsed.problem.rule not in ("not-calculated",):
        way_out = SWEDISH(CELLS[kind].help())
        with_figure = way_out.replace(", till exempel 41 %", ": 41\u00a0%")  # of 41 itself
        of_figure = with_figure.partition(" Saknas uppgiften")[0]  # where there is one, it is not missing
        ways = (signs(way_out), signs(with_figure), signs(of_figure))
        assert signs(sentence).endswith(ways), "what to write stands last"


def test_the_table_is_long_enough_and_says_nothing_twice() -> None:
    cases = [(kind, signs(typed)) for kind, typed, _becomes, _told in rows()]
    assert len(cases) == len(set(cases)) >= 150
    assert {kind for kind, _typed in cases} == set(CELLS)
