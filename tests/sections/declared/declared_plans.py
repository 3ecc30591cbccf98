"""Tables that a plan declares itself, as text, to stand behind ``tests.plans.PLAN``."""

# ruff: noqa: E501
from __future__ import annotations

ECONOMY = """
## Tabeller
| Id | Titel | Blad | Inledning | Rader | Förklaras i |
| utfall-2022 | Ekonomiskt utfall | Ekonomi | Belopp i mnkr. | fasta | kommentar |

## Kolumner
| Tabell | Id | Rubrik | Roll | Typ | Val eller skala | Beräknas | Tidigare av | Från när | Krävs när | Gäller när | Gräns | Frågas om när | I översikten |
| utfall-2022 | post | Post | etikett | text | | | | | | | | | |
| utfall-2022 | fore | Utfall {före} | tidigare | belopp | | | utfall | samma period förra året | | | | | |
| utfall-2022 | budget | Budget {period} | förifylld | belopp | | | | | | | | | |
| utfall-2022 | utfall | Utfall {period} | svar | belopp | | | | | ja | | | | ja |
| utfall-2022 | avvikelse | Avvikelse | beräknad | belopp | | utfall - budget | | | | | | abs(avvikelse) > 5 | |
| utfall-2022 | prognos | Prognos helår | svar | belopp | | | | | | | prognos >= 0 | | |
| utfall-2022 | lage | Läge | svar | val | i balans; underskott | | | | ja | utfall > budget | | | |
| utfall-2022 | kommentar | Kommentar | svar | text | | | | | | | | | |

## Rader
| Tabell | Id | Rad | Under | Räknas | Tecken i summan | Enheter |
| utfall-2022 | intakter | Intäkter | resultat | fylls i | plus | |
| utfall-2022 | personal | Personal | kostnader | fylls i | | |
| utfall-2022 | lakemedel | Läkemedel | kostnader | fylls i | | nord |
| utfall-2022 | kostnader | Kostnader | resultat | summa | minus | |
| utfall-2022 | resultat | Resultat | | summa | | |

## Värden
| Tabell | Rad | Enhet | Kolumn | Period | Värde |
| utfall-2022 | intakter | nord | budget | | 100 |
| utfall-2022 | personal | nord | budget | | 60 |
| utfall-2022 | lakemedel | nord | budget | | 30 |
| utfall-2022 | intakter | nord | utfall | T1 2021 | 95 |
| utfall-2022 | intakter | syd | budget | | 50 |
| utfall-2022 | personal | syd | budget | | 40 |
"""
