"""Numbers in words."""

from __future__ import annotations

from decimal import Decimal

NUMBER_WORDS = {
    word: Decimal(number)
    for word, number in (
        *(("noll", 0), ("en", 1), ("ett", 1), ("två", 2), ("tre", 3), ("fyra", 4), ("fem", 5), ("sex", 6), ("sju", 7)),
        *(("åtta", 8), ("nio", 9), ("tio", 10), ("elva", 11), ("tolv", 12), ("femton", 15), ("tjugo", 20)),
        *(("tjugofem", 25), ("trettio", 30), ("fyrtio", 40), ("femtio", 50), ("sextio", 60), ("sjuttio", 70)),
        *(("sjuttiofem", 75), ("åttio", 80), ("åttiofem", 85), ("nittio", 90), ("nittiofem", 95)),
        *(("hundra", 100), ("tusen", 1000)),
    )
}
