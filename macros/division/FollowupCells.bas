Option Explicit
' What a cell of each kind takes: the same as the cell types in followup/form/cells and followup/targets/cell.py.
' JudgeCell gives its answer in the variables below.

Public gState As Long          ' one of the states below
Public gNumber As Double
Public gText As String         ' a text, the key of a choice, or figures by part: a line each, part, tab, figure
Public gRule As String         ' why it is refused, or what is to be looked at; empty when there is nothing to say
Public gAdvice As String
Public gIsError As Boolean     ' whether what is to be said is an error

Public Function StateEmpty() As Long
    StateEmpty = 0
End Function
Public Function StateRefused() As Long
    StateRefused = 1
End Function
Public Function StateNumber() As Long
    StateNumber = 2
End Function
Public Function StateText() As Long
    StateText = 3
End Function
Public Function StateRough() As Long
    StateRough = 4
End Function
Public Function StateSeveral() As Long
    StateSeveral = 5
End Function

' What stands in a cell, as Python's reader gives it: 0 nothing, 1 a text, 2 a number, 3 a day, 4 true or false, 5 an error.
Public Function KindOf(ByVal raw As Variant, ByVal isErrorOfExcel As Boolean) As Long
    If isErrorOfExcel Then
        KindOf = 5
        Exit Function
    End If
    Select Case VarType(raw)
        Case 0, 1
            KindOf = 0
        Case 8
            KindOf = 1
            If IsNothing(raw) Then KindOf = 0
        Case 7
            ' Behind the last day of the year 9999 it is a number in a cell for days: 20220430.
            KindOf = 3
            If CDbl(raw) > 2958465 Then KindOf = 2
        Case 11
            KindOf = 4
        Case 10
            KindOf = 5
        Case Else
            KindOf = 2
    End Select
End Function

Private Function IsNothing(ByVal text As String) As Boolean
    If Len(text) < 20 Then IsNothing = IsBlank(text)
    If Len(text) >= 20 Then IsNothing = Trim(text) = ""
End Function

' As Python's as_text.
Public Function AsText(ByVal raw As Variant, ByVal kind As Long) As String
    Select Case kind
        Case 1
            AsText = raw
        Case 2
            AsText = AsTyped(CDbl(raw))
        Case 3
            AsText = ShownDay(CDate(raw))
        Case 4
            AsText = "FALSKT"
            If raw Then AsText = "SANT"
    End Select
End Function

Public Sub JudgeCell(ByVal rule As Long, ByVal raw As Variant, ByVal kind As Long)
    gState = StateEmpty()
    gText = ""
    gRule = ""
    gAdvice = ""
    If kind = 0 Then Exit Sub
    If kind = 5 Then
        Refuse "error-value", WhyErrorValue(), rule
        Exit Sub
    End If
    JudgeKind Mid(RuleKind(rule), 6), rule, raw, kind
End Sub

Private Sub JudgeKind(ByVal wanted As String, ByVal rule As Long, ByVal raw As Variant, ByVal kind As Long)
    If Left(wanted, 8) = "outcome " Then
        JudgeOutcome Mid(wanted, 9), rule, raw, kind
    ElseIf Left(wanted, 6) = "rough " Then
        JudgeRough Mid(wanted, 7), rule, raw, kind
    ElseIf wanted = "number" Or wanted = "year" Then
        JudgeNumber rule, raw, kind
    ElseIf wanted = "percent" Then
        JudgeShare rule, raw, kind
    ElseIf wanted = "day" Then
        JudgeDay rule, raw, kind
    ElseIf wanted = "choice" Then
        JudgeChoice rule, raw, kind
    Else
        JudgeText wanted, raw, kind
    End If
End Sub

Private Sub Refuse(ByVal name As String, ByVal why As String, ByVal rule As Long)
    gState = StateRefused()
    gRule = name
    gAdvice = why & " " & RuleAdvice(rule)
    gIsError = True
End Sub

Private Sub Accept(ByVal number As Double)
    gState = StateNumber()
    gNumber = number
    gRule = ""
    gAdvice = ""
End Sub

Private Sub JudgeText(ByVal wanted As String, ByVal raw As Variant, ByVal kind As Long)
    gText = AsText(raw, kind)
    gState = StateText()
    If Len(gText) < 100 Then
        If Plain(WithoutHidden(gText)) = "" Then gState = StateEmpty()
    End If
    If (wanted = "text" Or wanted = "prose") And kind = 1 And Len(gText) >= 32767 Then
        gRule = "text-fills-the-cell"
        gAdvice = Filled(WhyFillsTheCell(), ShownNumber(32767))
        gIsError = False
    End If
End Sub

' ----------------------------------------------------------------------------------------------------------- numbers

Private Sub JudgeNumber(ByVal rule As Long, ByVal raw As Variant, ByVal kind As Long)
    Dim times As Double
    If kind = 3 Then
        Refuse "not-a-number", WhyMadeADate(), rule
    ElseIf kind = 4 Then
        Refuse "not-a-number", WhyNotANumber(), rule
    ElseIf kind = 2 Then
        JudgeWithin CDbl(raw), rule
    Else
        ReadAmount CStr(raw), ItemAt(RuleWords(rule), 2) = "whole"
        If gWhy <> "" Then
            Refuse "not-a-number", InDoubt(WhyNotANumber()), rule
            Exit Sub
        End If
        times = TimesOf(gUnit, ItemAt(RuleWords(rule), 0), ItemAt(RuleWords(rule), 1))
        If times = 0 Then
            Refuse "not-a-number", AnotherUnit(), rule
        Else
            JudgeWithin gAmount * times, rule
        End If
    End If
End Sub

Private Function AnotherUnit() As String
    Dim money As String
    money = Meaning(WordsInACell(), gUnit)
    If money <> "" Then
        AnotherUnit = Filled(WhyNotInFull(), ShownNumber(gAmount * Val(Meaning(WordsMoney(), money))))
    ElseIf Not IsUnit(gUnit) Then
        AnotherUnit = WhyNotANumber()
    Else
        AnotherUnit = Filled(WhyAnotherUnit(), gUnit)
    End If
End Function

' Why a text is no certain number, its readings named.
Private Function InDoubt(ByVal otherwise As String) As String
    InDoubt = otherwise
    Select Case gWhy
        Case "NoAnswer"
            InDoubt = WhyNoAnswer()
        Case "Limit"
            InDoubt = WhyLimit()
        Case "TwoReadings"
            InDoubt = WhyTwoReadings()
        Case "Range"
            InDoubt = WhyRange()
        Case "Several"
            InDoubt = WhySeveral()
        Case "Brackets"
            InDoubt = WhyBrackets()
        Case "DashBehind"
            InDoubt = WhyDashBehind()
        Case "Unfinished"
            InDoubt = WhyUnfinished()
        Case "OtherDigits"
            InDoubt = WhyOtherDigits()
        Case "Turned"
            InDoubt = WhyTurned()
    End Select
    If gReadings = 2 Then InDoubt = FilledTwo(InDoubt, ShownNumber(gReading1), ShownNumber(gReading2))
End Function

Private Sub JudgeWithin(ByVal number As Double, ByVal rule As Long)
    If Mid(RuleKind(rule), 6) = "year" Then
        Accept number
        If number <> Int(number) Or number < Val(RuleLeast(rule)) Or number > Val(RuleMost(rule)) Then Refuse "not-a-year", WhyNotAYear(), rule
    ElseIf RuleLeast(rule) <> "" And number < Val(RuleLeast(rule)) Then
        Refuse "too-small", Filled(WhyLess(), ShownNumber(Val(RuleLeast(rule)))), rule
    ElseIf RuleMost(rule) <> "" And number > Val(RuleMost(rule)) Then
        Refuse "too-large", Filled(WhyMore(), ShownNumber(Val(RuleMost(rule)))), rule
    Else
        Accept number
    End If
End Sub

Private Sub JudgeShare(ByVal rule As Long, ByVal raw As Variant, ByVal kind As Long)
    If kind = 3 Then
        Refuse "not-a-number", WhyMadeADate(), rule
    ElseIf kind = 4 Then
        Refuse "not-a-number", WhyNotAShare(), rule
    ElseIf kind = 2 Then
        JudgeShareWithin CDbl(raw), rule
    Else
        ReadShare CStr(raw), rule
        If gWhy <> "" Then
            Refuse "not-a-number", InDoubt(WhyNotAShare()), rule
        ElseIf gUnit = "" Then
            Refuse "not-a-number", WithoutSign(gAmount), rule
        ElseIf gUnit <> "%" And gUnit <> "procent" And gUnit <> "pct" Then
            Refuse "not-a-number", WhyNotAShare(), rule
        Else
            JudgeShareWithin gAmount / 100, rule
        End If
    End If
End Sub

' Of two readings the one that can be a share, where only one can.
Private Sub ReadShare(ByVal text As String, ByVal rule As Long)
    Dim fits1 As Boolean, fits2 As Boolean
    ReadAmount text, False
    If gWhy <> "TwoReadings" Or RuleMost(rule) = "" Then Exit Sub
    fits1 = gReading1 / 100 <= Val(RuleMost(rule))
    fits2 = gReading2 / 100 <= Val(RuleMost(rule))
    If fits1 = fits2 Then Exit Sub
    gAmount = gReading2
    If fits1 Then gAmount = gReading1
    gUnit = LCase(Plain(text))
    Do While Len(gUnit) > 0
        If InStr("+-0123456789., ", Left(gUnit, 1)) = 0 Then Exit Do
        gUnit = Mid(gUnit, 2)
    Loop
    gWhy = ""
End Sub

Private Function WithoutSign(ByVal number As Double) As String
    WithoutSign = WhyNoSign()
    If number <= 1 Then WithoutSign = FilledTwo(WhyNoSignEither(), ShownShare(number / 100), ShownShare(number))
End Function

Private Sub JudgeShareWithin(ByVal share As Double, ByVal rule As Long)
    If RuleMost(rule) <> "" And share > Val(RuleMost(rule)) Then
        Refuse "percent-too-large", Filled(WhyTooLargeShare(), ShownShare(share)), rule
    ElseIf RuleLeast(rule) <> "" And share < Val(RuleLeast(rule)) Then
        Refuse "too-small", Filled(WhyLess(), "0 %"), rule
    Else
        Accept share
    End If
End Sub

' A figure, or one with a word before it that says how exact it is.
Private Sub JudgeRough(ByVal wanted As String, ByVal rule As Long, ByVal raw As Variant, ByVal kind As Long)
    Dim text As String, figure As String, said As String, why As String, found As Boolean
    JudgeKind wanted, rule, raw, kind
    If gState <> StateRefused() Or kind <> 1 Then Exit Sub
    said = gRule
    why = gAdvice
    text = Plain(CStr(raw))
    figure = LCase(text)
    If Matches(PatternRough(), figure) Then
        found = True
        figure = Plain(Group(1))
    End If
    If Matches(PatternScore(), figure) Then
        found = True
        figure = Group(1)
    End If
    If found Then JudgeKind wanted, rule, figure, 1
    If found And gState = StateNumber() Then
        gState = StateRough()
        gText = text
    Else
        gState = StateRefused()
        gRule = said
        gAdvice = why
    End If
End Sub

' -------------------------------------------------------------------------------------------------------------- days

Private Sub JudgeDay(ByVal rule As Long, ByVal raw As Variant, ByVal kind As Long)
    Dim digits As String
    If kind = 3 Then
        gDays = 1
        gDay1 = CDate(raw)
    ElseIf kind = 4 Then
        gDays = 0
    ElseIf kind = 2 Then
        digits = Trim(Str(CDbl(raw)))
        gDays = 0
        If Len(digits) = 8 And InStr(digits, ".") = 0 Then ReadDays digits
    Else
        ReadDays CStr(raw)
    End If
    If gDays >= 1 And (gDays = 1 Or kind = 2) Then
        JudgeDayWithin rule
    Else
        Refuse "not-a-date", WhyNoDay(raw, kind), rule
    End If
End Sub

Private Sub JudgeDayWithin(ByVal rule As Long)
    If Year(gDay1) < Val(Left(RuleLeast(rule), 4)) Or Year(gDay1) > Val(Left(RuleMost(rule), 4)) Then
        Refuse "not-a-date", WhyUnlikelyDay(), rule
    Else
        gState = StateText()
        gText = ShownDay(gDay1)
    End If
End Sub

Private Function WhyNoDay(ByVal raw As Variant, ByVal kind As Long) As String
    Dim written As String
    WhyNoDay = WhyNotADay()
    If kind = 2 Then
        If raw >= 32874 And raw < 73416 Then WhyNoDay = Filled(WhyCountedDay(), ShownDay(CDate(Int(raw))))
    ElseIf kind = 1 Then
        written = LCase(Plain(CStr(raw)))
        If gDays = 2 Then
            WhyNoDay = FilledTwo(WhyTwoDays(), ShownDay(gDay1), ShownDay(gDay2))
        ElseIf IsListed(WordsNoAnswer(), written) Then
            WhyNoDay = WhyNoDayThere()
        ElseIf Matches(PatternWithoutYear(), written) Then
            WhyNoDay = WhyNoYear()
        End If
    End If
End Function

' ----------------------------------------------------------------------------------------------------------- choices

Private Sub JudgeChoice(ByVal rule As Long, ByVal raw As Variant, ByVal kind As Long)
    Dim wanted As String, key As String
    wanted = LCase(Plain(WithoutHidden(AsText(raw, kind))))
    key = Meaning(RuleWords(rule), wanted)
    If key = "" Then key = MeantBy(wanted, RuleWords(rule))
    If key <> "" Then
        gState = StateText()
        gText = key
    ElseIf IsListed(WordsNoAnswer(), wanted) Then
        Refuse "not-in-the-list", WhyNotListedNoAnswer(), rule
    Else
        Refuse "not-in-the-list", WhyNotListed(), rule
    End If
End Sub

' The key of a word with signs around it, or of a symbol and its word; empty for another.
Private Function MeantBy(ByVal wanted As String, ByVal known As String) As String
    Dim bare As String, space_ As Long, symbol As String, word As String
    bare = Replace(Stripped(wanted, WordsAround()), ChrW(&HFE0F), "")
    MeantBy = KeyOf(bare, known)
    If MeantBy <> "" Then Exit Function
    space_ = InStr(bare, " ")
    If space_ = 0 Then Exit Function
    symbol = Stripped(Left(bare, space_ - 1), WordsAround())
    word = Stripped(Mid(bare, space_ + 1), WordsAround())
    If KeyOf(symbol, known) <> "" And KeyOf(symbol, known) = KeyOf(word, known) Then MeantBy = KeyOf(word, known)
End Function

Private Function KeyOf(ByVal word As String, ByVal known As String) As String
    KeyOf = Meaning(known, word)
    If KeyOf = "" Then KeyOf = Meaning(known, "~" & word)
End Function

' ---------------------------------------------------------------------------------------------------------- outcomes

' A figure, a reason for having none, or figures by part. Other words with figures are left to followup check.
Private Sub JudgeOutcome(ByVal wanted As String, ByVal rule As Long, ByVal raw As Variant, ByVal kind As Long)
    Dim doubt As String
    JudgeKind wanted, rule, raw, kind
    If gState = StateNumber() Or kind = 2 Then Exit Sub
    If kind <> 1 Then
        Refuse "outcome-not-understood", WhyNeither(), rule
        If kind = 3 Then Refuse "outcome-not-understood", WhyMadeADate(), rule
        Exit Sub
    End If
    doubt = gWhy
    Select Case doubt
        Case "TwoReadings", "Range", "Brackets", "DashBehind", "Unfinished", "OtherDigits", "Turned"
            Refuse "outcome-not-understood", InDoubt(WhyNeither()), rule
        Case ""
            If gRule = "not-a-number" Then JudgeStrangeUnit wanted, rule
        Case Else
            JudgeOutcomeInWords wanted, rule, WithoutHidden(CStr(raw)), doubt
    End Select
End Sub

' One figure in a unit that is not the cell's own: so many of something counts all the same.
Private Sub JudgeStrangeUnit(ByVal wanted As String, ByVal rule As Long)
    If wanted <> "percent" And KnownUnit(gUnit) = "st" Then
        JudgeWithin gAmount, rule
        If gState = StateNumber() Then
            gState = StateSeveral()
            gText = "total" & vbTab & Trim(Str(gAmount)) & vbLf
        End If
    ElseIf gUnit = "" Or IsUnit(gUnit) Then
        Refuse "outcome-not-understood", WhyNeither(), rule
    Else
        LeaveToCheck rule
    End If
End Sub

Private Function HasNumberWord(ByVal text As String) As Boolean
    Dim words() As String, i As Long
    words = Split(text, " ")
    For i = LBound(words) To UBound(words)
        If IsListed(WordsNumbers(), Stripped(words(i), ".,;:()")) Then HasNumberWord = True
    Next
End Function

Private Sub LeaveToCheck(ByVal rule As Long)
    gState = StateSeveral()
    gText = ""
    gRule = "not-judged-here"
    gAdvice = Filled(WhyNotJudged(), RuleAdvice(rule))
    gIsError = False
End Sub

Private Sub JudgeOutcomeInWords(ByVal wanted As String, ByVal rule As Long, ByVal text As String, ByVal doubt As String)
    Dim written As String
    written = LCase(Exchanged(Exchanged(Plain(text), WordsDashes(), "-"), WordsQuotes(), " "))
    written = Plain(Replace(Replace(Replace(written, "[", "("), "]", ")"), ChrW(8230), "."))
    If Len(text) > 600 Or written = "" Then
        Refuse "outcome-not-understood", WhyNeither(), rule
    ElseIf Matches(PatternMissing(), Stripped(written, " .!,;:()")) Or Matches(PatternMissing(), written) Then
        gState = StateText()
        gText = Plain(text)
        gRule = ""
    ElseIf doubt = "About" Or (doubt = "Words" And HasNumberWord(written)) Then
        LeaveToCheck rule
    ElseIf doubt = "Limit" Or Not (text Like "*[0-9]*") Then
        Refuse "outcome-not-understood", WhyNeither(), rule
    Else
        JudgeByPart wanted, rule, written, text
    End If
End Sub

' K: 41 % M: 38 %. Each part once, in a unit that is ours.
Private Sub JudgeByPart(ByVal wanted As String, ByVal rule As Long, ByVal written As String, ByVal text As String)
    Dim place As Long, after As Long, made As String, key As String, unit As String, figures As String
    unit = SharedUnit(written)
    place = 1
    Do While place <= Len(written)
        after = MatchFrom(PatternOnePart(), written, place, False)
        If after = 0 Then Exit Do
        key = PartOf(Group(1), RuleWords(rule))
        figures = Group(2)
        If key = "" Or IsListed(made, key) Then Exit Do
        If Not JudgeOnePart(wanted, rule, figures, unit) Then Exit Do
        made = made & vbLf & key & vbLf
        gText = gText & key & vbTab & Trim(Str(gNumber)) & vbLf
        place = after
    Loop
    If gState = StateRefused() And place <= Len(written) And gRule <> "outcome-not-understood" And gRule <> "not-a-number" Then Exit Sub
    gRule = ""
    gState = StateSeveral()
    If place <= Len(written) Then LeaveToCheck rule
End Sub

' One figure by its part, with the unit that all of them have.
Private Function JudgeOnePart(ByVal wanted As String, ByVal rule As Long, ByVal figure As String, ByVal unit As String) As Boolean
    Dim kept As String
    kept = gText
    If wanted <> "percent" And unit = "%" Then Exit Function
    If Not (figure Like "*[!0-9 .,+-]*") Then figure = figure & " " & unit
    JudgeKind wanted, rule, Trim(figure), 1
    JudgeOnePart = gState = StateNumber()
    gText = kept
End Function

Private Function SharedUnit(ByVal written As String) As String
    If InStr(written, "%") > 0 Or InStr(written, "procent") > 0 Then SharedUnit = "%"
End Function

Private Function PartOf(ByVal word As String, ByVal parts As String) As String
    Dim letter As String
    letter = UCase(word)
    If IsListed(WordsWomen(), word) Then letter = "K"
    If IsListed(WordsMen(), word) Then letter = "M"
    PartOf = Meaning(parts, letter)
End Function
