"""A short plan as text, small enough to read: three units, a handful of rows of every kind."""

from __future__ import annotations

PLAN = """
## Uppföljning
| Inställning | Värde |
| Region | Region Mellansjö |
| Kort namn | mellansjo |
| Tillfälle | T1 2022 |
| Kod | DÅ04 |
| Rapportens titel | Delårsrapport april 2022 |
| Period från | 2022-01-01 |
| Period till | 2022-04-30 |
| Jämförs med | T1 2021 |
| Jämförelseperiod från | 2021-01-01 |
| Jämförelseperiod till | 2021-04-30 |
| Sista svarsdag | 2022-05-13 |
| Diarienummer | RM 2022/17 |
| Språk | sv |
| Gräns för små tal | 5 |

## Enheter
| Id | Namn | Slag | Överordnad | Nämnd | Kontakt | Avsnitt | Mall |
| region | Region Mellansjö | region | | Regionstyrelsen | | | nej |
| nord | Division Nord | division | region | Regionstyrelsen | Stabschef | | ja |
| syd | Division Syd | division | region | Regionstyrelsen | Stabschef | | ja |
| tand | Folktandvården | förvaltning | region | Tandnämnden | | Styrmått | ja |

## Målstruktur
| Id | Nivå | Namn | Överordnad | Inledning |
| medborgare | Perspektiv | Medborgare | | |
| vard-i-tid | Framgångsfaktor | Vård i tid | medborgare | |
| ekonomi | Perspektiv | Ekonomi | | |
| ramar | Framgångsfaktor | Verksamhet inom ramarna | ekonomi | |

## Uppdelning
| Id | Namn | Kort |
| women | Kvinnor | K |
| men | Män | M |

## Skalor
| Skala | Typ | Nivå | Symbol | Ord | Färg | Betydelse | Varianter | Räknas som |
| måluppfyllelse | måluppfyllelse | uppnått | □ | Uppnått | #2E7D32 | | | |
| måluppfyllelse | måluppfyllelse | inte uppnått | ▲ | Inte uppnått | #F9D0CC | | | |
| utveckling | utveckling | ökar | ↑ | Ökar | #1A56A0 | | | |
| utveckling | utveckling | minskar | ↓ | Minskar | #BBD7F5 | | | |
| åtgärdsstatus | prognos | klar | ✓ | klar | #2E7D32 | | | klar |
| åtgärdsstatus | prognos | pågår | ► | pågår enligt plan | #BBD7F5 | | | pågår |
| åtgärdsstatus | prognos | försenad | ▼ | försenad | #A31515 | | | försenad |

## Texter
| Id | Slag | Gäller | Text |
| fotnot-vantat | fotnot | vantat | Den som själv har valt att vänta räknas inte med. |

## Styrmått
| Id|Nr|Framgångsfaktor|Styrmått|Måttenhet|Riktning|Mål|Uppdelat|Räknar personer|Följs upp|Svarar|Läggs ihop|Källa|Fotnot |
|vantat|1|vard-i-tid| Andel som väntat högst 90 dagar | % | högre | minst 80 % | ja | nej | DÅ04, ÅR | nord, syd | nej | | fotnot-vantat |
| fragor | 2 | vard-i-tid | Antal som fått frågan | antal | högre | Öka | nej | ja | DÅ04, ÅR | alla | summa | | |
| budget | 3 | ramar | Resultat mot budget | mnkr | högre | 0,0 | nej | nej | DÅ04, ÅR | nord | summa | | |
| karies | 4 | vard-i-tid | Barn utan karies | % | högre | 70 % | nej | nej | ÅR | tand | nej | | |

## Tidigare utfall
| Styrmått | Enhet | Tillfälle | Kvinnor | Män | Totalt |
| vantat | nord | T1 2021 | 71 % | 69 % | |
| fragor | nord | T1 2021 | | | 19 |

## Produktionsrader
| Tabell | Id | Rad | Under | Räknas |
| Besök | lakare | Läkarbesök | totalt | summa |
| Besök | lakare-somatik | Somatik | lakare | fylls i |
| Besök | lakare-psykiatri | Psykiatri | lakare | fylls i |
| Besök | ovriga | Övriga besök | totalt | fylls i |
| Besök | totalt | Totalt antal besök | | summa |
| Vårdtillfällen | vtf | Vårdtillfällen totalt | | fylls i |
| Vårdavtal | ortopedi | Ortopedi | | fylls i |

## Produktion förra året
| Enhet | Rad | Föregående | Varav distans |
| nord | lakare-somatik | 42 401 | 4 516 |
| nord | ovriga | 36 530 | 6 825 |
| nord | vtf | 4 421 | |
| nord | ortopedi | | |
| syd | lakare-psykiatri | 12 | 2 |

## Väntetider
| Id | Serie | Mål | Enheter |
| forsta | Första besök | 100 % | nord |

## Väntetider förra året
| Serie | Enhet | Månad | Kvinnor | Män |
| forsta | nord | 2021-01 | 50 % | 49 % |
| forsta | nord | 2021-02 | 51 % | 50 % |

## Åtgärder
| Id | Nr | Framgångsfaktor | Åtgärd | Hur | Ansvarig | Enheter | Tidplan | Start | Klart senast | Förväntad effekt |
| planering | 1 | vard-i-tid | Införa produktionsplanering | | VO-chefer | nord, syd | Klart tertial 3 | 2022-01-01 | 2022-12-31 | |
| remisser | 2 | vard-i-tid | Rätta till remissflödet | | VO-chefer | nord | Klart tertial 1 | 2022-01-01 | 2022-04-30 | |
| hyr | 3 | ramar | Färre hyrläkare | | Divisionschef | syd | Löpande | 2022-01-01 | | |

## Handlingsplaner
| Id | Nr | Handlingsplan | I korthet | Diarienummer | Från år | Till år | Ägare | Redovisas i |
| miljo | 1 | Handlingsplan för miljö | miljö | RM 2020/4 | 2020 | 2022 | nord | årsredovisningen |
"""


def changed(old: str, new: str) -> str:
    """The plan with one text replaced; the text must be there, once."""
    assert PLAN.count(old) == 1, f"{old!r} stands {PLAN.count(old)} times in the plan"
    return PLAN.replace(old, new)


def without(heading: str) -> str:
    """The plan without the rows of one sheet."""
    before, mark, rest = PLAN.partition(f"## {heading}\n")
    assert mark, heading
    return before + "## " + rest.partition("## ")[2]
