Option Explicit
' A number as people write it, with what stands behind it; or why nobody can be sure of the number.
' The same as followup/form/cells/amount.py and units.py; patterns and words come from there.

Public gWhy As String          ' why it is not certain; empty when it is
Public gAmount As Double
Public gUnit As String         ' what stands behind it, in small letters
Public gReadings As Long       ' how many numbers it may be
Public gReading1 As Double
Public gReading2 As Double

Public Sub ReadAmount(ByVal text As String, ByVal counts As Boolean)
    Dim written As String
    Clear
    If InStr(text, ChrW(8238)) > 0 Then
        gWhy = "Turned"
        Exit Sub
    End If
    written = LCase(Exchanged(Exchanged(Plain(WithoutMarks(text)), WordsMinus(), "-"), WordsApostrophes(), "'"))
    If IsListed(WordsNoAnswer(), written) Then
        gWhy = "NoAnswer"
    ElseIf HasOtherDigits(written) Then
        gWhy = "OtherDigits"
    Else
        ReadWritten written, counts
    End If
End Sub

Private Sub Clear()
    gWhy = ""
    gAmount = 0
    gUnit = ""
    gReadings = 0
End Sub

Private Sub ReadWritten(ByVal written As String, ByVal counts As Boolean)
    Dim bare As String, sign As String, digits As String, comma As String, rest As String
    bare = written
    If Right(bare, 1) = "." And Right(bare, 2) <> ".." Then bare = Left(bare, Len(bare) - 1)
    If Not Matches(PatternAmount(), bare) Then
        WhyNoNumber bare, counts
        Exit Sub
    End If
    sign = Group(1)
    digits = Group(2)
    comma = Group(3)
    rest = Trim(Group(4))
    If comma <> "" And rest = "" Then
        gWhy = "Unfinished"
    ElseIf comma <> "" Or HoldsMore(rest) Then
        gWhy = WhyMoreFollows(rest)
    Else
        ReadDigits digits, counts
        If Left(sign, 1) = "-" Or Left(sign, 1) = "m" Then Negate
        Settle rest
    End If
End Sub

Private Sub Settle(ByVal rest As String)
    If Left(rest, 1) = "-" Then
        gWhy = "DashBehind"
    ElseIf gReadings = 1 Then
        gAmount = gReading1
        gUnit = rest
    ElseIf gReadings = 2 Then
        gWhy = "TwoReadings"
    Else
        gWhy = "Words"
    End If
End Sub

Private Sub Negate()
    gReading1 = -gReading1
    gReading2 = -gReading2
End Sub

Private Function HoldsMore(ByVal rest As String) As Boolean
    Dim i As Long
    For i = 1 To Len(rest)
        If Mid(rest, i, 1) Like "[0-9]" Then
            HoldsMore = Not Matches(PatternUnitWithDigits(), rest)
            Exit Function
        End If
    Next
End Function

Private Function WhyMoreFollows(ByVal rest As String) As String
    WhyMoreFollows = "Several"
    If Matches(PatternBetween(), rest) Then WhyMoreFollows = "Range"
End Function

Private Sub WhyNoNumber(ByVal text As String, ByVal counts As Boolean)
    Dim number As Double
    If Matches(PatternBrackets(), text) Then
        ReadAmount Group(1), counts
        If gWhy = "" And gUnit = "" Then
            number = gAmount
            gReadings = 2
            gReading1 = -Abs(number)
            gReading2 = number
            gWhy = "Brackets"
            Exit Sub
        End If
        Clear
    End If
    If Begins(PatternAbout(), text) Then
        gWhy = "About"
    ElseIf Begins(PatternLimit(), text) Then
        gWhy = "Limit"
    ElseIf Matches(PatternNamedFigures(), text) Then
        gWhy = "Several"
    Else
        gWhy = "Words"
    End If
End Sub

' The numbers that digits with separators may be: none, one that is certain, or two.
Public Sub ReadDigits(ByVal digits As String, ByVal counts As Boolean)
    Dim whole As String, patterns() As String, i As Long
    gReadings = 0
    If Matches(PatternEither(), digits) Then
        If Group(2) = "." Or counts Then
            whole = WithoutSeparators(Group(1))
            gReadings = 2
            gReading1 = Val(whole & Group(3))
            gReading2 = Val(whole & "." & Group(3))
            Exit Sub
        End If
    End If
    patterns = Split(PatternsCertain(), vbLf)
    For i = LBound(patterns) To UBound(patterns)
        If Matches(patterns(i), digits) Then
            gReadings = 1
            gReading1 = Val("0" & WithoutSeparators(Group(1)) & "." & Group(2))
            Exit Sub
        End If
    Next
End Sub

Private Function WithoutSeparators(ByVal digits As String) As String
    WithoutSeparators = Replace(Replace(Replace(Replace(digits, " ", ""), "'", ""), ".", ""), ",", "")
End Function

Public Function HasOtherDigits(ByVal text As String) As Boolean
    Dim i As Long, code As Long
    For i = 1 To Len(text)
        code = CodeAt(text, i)
        If code > 127 Then
            If IsInSet(code, WordsOtherDigits()) Then
                HasOtherDigits = True
                Exit Function
            End If
        End If
    Next
End Function

' ------------------------------------------------------------------------------------------------------------- units

' How many of ours one of the written unit is; 0 when they cannot be compared.
Public Function TimesOf(ByVal written As String, ByVal ours As String, ByVal oursToo As String) As Double
    If Right(written, 1) = "." Then written = Left(written, Len(written) - 1)
    If written = "" Or written = ours Or written = oursToo Then
        TimesOf = 1
    ElseIf MoneyOf(ours) <> "" Then
        If MoneyOf(written) <> "" Then TimesOf = Val(Meaning(WordsMoney(), MoneyOf(written))) / Val(Meaning(WordsMoney(), MoneyOf(ours)))
    ElseIf KnownUnit(written) = "st" Or KnownUnit(written) = KnownUnit(ours) Then
        TimesOf = 1
    ElseIf IsCount(KnownUnit(ours)) And IsListed(WordsCounted(), written) Then
        TimesOf = 1
    End If
End Function

Private Function IsCount(ByVal unit As String) As Boolean
    IsCount = unit = "" Or unit = "st" Or unit = "antal"
End Function

Public Function KnownUnit(ByVal unit As String) As String
    KnownUnit = Meaning(WordsSameUnit(), unit)
    If KnownUnit = "" Then KnownUnit = unit
End Function

' The unit of money that a word in a cell is, kr to mdkr; empty when it is none.
Private Function MoneyOf(ByVal unit As String) As String
    Dim bare As String
    bare = unit
    If Right(bare, 7) = " kronor" Then bare = Left(bare, Len(bare) - 7)
    If Right(bare, 3) = " kr" Then bare = Left(bare, Len(bare) - 3)
    Do While Right(bare, 1) = "." Or Right(bare, 1) = " "
        bare = Left(bare, Len(bare) - 1)
    Loop
    MoneyOf = Meaning(WordsInACell(), bare)
    If MoneyOf = "" Then MoneyOf = KnownUnit(bare)
    If unit = ":-" Then MoneyOf = "kr"
    If Meaning(WordsMoney(), MoneyOf) = "" Then MoneyOf = ""
End Function

Public Function IsUnit(ByVal text As String) As Boolean
    IsUnit = IsListed(WordsUnits(), KnownUnit(text)) Or MoneyOf(text) <> "" Or InStr(text, "per ") > 0
End Function
