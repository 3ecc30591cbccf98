Option Explicit
' The days that a text may be: none, one that is certain, or two. The same as followup/form/cells/written_day.py.

Public gDays As Long
Public gDay1 As Date
Public gDay2 As Date

Public Sub ReadDays(ByVal text As String)
    Dim written As String, i As Long
    gDays = 0
    written = LCase(Exchanged(Plain(WithoutMarks(text)), WordsMinus(), "-"))
    If Right(written, 1) = "." Then written = Left(written, Len(written) - 1)
    For i = 1 To Len(written)
        If CodeAt(written, i) > 127 Then Exit Sub
    Next
    ReadPlain written
End Sub

Private Sub ReadPlain(ByVal written As String)
    Dim first As Long, second As Long, third As Long
    If Matches(PatternYearFirst(), written) Then
        Take Val(Group(1)), Val(Group(2)), Val(Group(3))
    ElseIf Matches(PatternYearFirstShort(), written) Then
        Take Val(Group(1)), Val(Group(2)), Val(Group(3))
    ElseIf Matches(PatternYearLast(), written) Then
        first = Val(Group(1))
        second = Val(Group(2))
        third = Val(Group(3))
        Take third, second, first
        Take third, first, second
    ElseIf Matches(PatternDayInWords(), written) Then
        Take Val(Group(3)), MonthOf(Group(2)), Val(Group(1))
    ElseIf Matches(PatternShortDay(), written) Then
        first = Val(Group(1))
        second = Val(Group(2))
        third = Val(Group(3))
        Take FullYear(first), second, third
        Take FullYear(third), second, first
    End If
End Sub

' A day of the calendar, once.
Private Sub Take(ByVal year_ As Long, ByVal month_ As Long, ByVal day_ As Long)
    Dim made As Date
    If Not IsDay(year_, month_, day_) Then Exit Sub
    made = DateSerial(year_, month_, day_)
    If gDays = 1 Then
        If made = gDay1 Then Exit Sub
        gDay2 = made
    Else
        gDay1 = made
    End If
    gDays = gDays + 1
End Sub

Public Function IsDay(ByVal year_ As Long, ByVal month_ As Long, ByVal day_ As Long) As Boolean
    If year_ < 100 Or year_ > 9999 Or month_ < 1 Or month_ > 12 Or day_ < 1 Or day_ > 31 Then Exit Function
    IsDay = Day(DateSerial(year_, month_, day_)) = day_
End Function

' 1 to 12 for a month in words, whole or cut; 0 for another word.
Private Function MonthOf(ByVal word As String) As Long
    Dim months() As String, i As Long, found As Long
    months = Split(WordsMonths(), vbLf)
    If Len(word) >= 3 Then
        For i = LBound(months) To UBound(months)
            If Left(months(i), Len(word)) = word Then
                found = found + 1
                MonthOf = i + 1
            End If
        Next
    End If
    If found <> 1 Then MonthOf = Val(Meaning(WordsEnglishMonths(), word))
End Function

' A year of two digits: this century to 2050.
Private Function FullYear(ByVal year_ As Long) As Long
    FullYear = 1900 + year_
    If year_ <= 50 Then FullYear = 2000 + year_
End Function
