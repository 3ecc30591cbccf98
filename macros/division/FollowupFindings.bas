Option Explicit
' What was found, in the order of the sheets.

Private mCount As Long
Private mSheet() As Long       ' the sheet's number, 0 for the whole workbook
Private mRow() As Long         ' 0 for the whole sheet
Private mColumn() As Long
Private mIsError() As Boolean
Private mIsEmpty() As Boolean  ' whether nothing stands in the cell
Private mLabel() As String
Private mFound() As String
Private mAdvice() As String
Private mRule() As String

Public Sub ForgetFindings()
    mCount = 0
End Sub

Public Sub AddFinding(ByVal sheet As Long, ByVal row As Long, ByVal column As Long, ByVal isError_ As Boolean, ByVal label As String, ByVal found As String, ByVal advice As String, ByVal rule As String)
    mCount = mCount + 1
    ReDim Preserve mSheet(1 To mCount)
    ReDim Preserve mRow(1 To mCount)
    ReDim Preserve mColumn(1 To mCount)
    ReDim Preserve mIsError(1 To mCount)
    ReDim Preserve mIsEmpty(1 To mCount)
    ReDim Preserve mLabel(1 To mCount)
    ReDim Preserve mFound(1 To mCount)
    ReDim Preserve mAdvice(1 To mCount)
    ReDim Preserve mRule(1 To mCount)
    mSheet(mCount) = sheet
    mRow(mCount) = row
    mColumn(mCount) = column
    mIsError(mCount) = isError_
    mIsEmpty(mCount) = False
    If row > 0 Then mIsEmpty(mCount) = IsEmptyAt(row, column)
    mLabel(mCount) = label
    mFound(mCount) = Masked(found)
    mAdvice(mCount) = advice
    mRule(mCount) = rule
    SortLast
End Sub

' The last one to its place among the others: errors first, then by sheet, row and column.
Private Sub SortLast()
    Dim at As Long
    at = mCount
    Do While at > 1
        If Not IsBefore(at, at - 1) Then Exit Do
        Exchange at, at - 1
        at = at - 1
    Loop
End Sub

Private Function IsBefore(ByVal one As Long, ByVal other As Long) As Boolean
    If mIsError(one) <> mIsError(other) Then
        IsBefore = mIsError(one)
    ElseIf mSheet(one) <> mSheet(other) Then
        IsBefore = mSheet(one) < mSheet(other)
    ElseIf mRow(one) <> mRow(other) Then
        IsBefore = mRow(one) < mRow(other)
    Else
        IsBefore = mColumn(one) < mColumn(other)
    End If
End Function

Private Sub Exchange(ByVal one As Long, ByVal other As Long)
    ExchangeNumber mSheet, one, other
    ExchangeNumber mRow, one, other
    ExchangeNumber mColumn, one, other
    ExchangeTruth mIsError, one, other
    ExchangeTruth mIsEmpty, one, other
    ExchangeText mLabel, one, other
    ExchangeText mFound, one, other
    ExchangeText mAdvice, one, other
    ExchangeText mRule, one, other
End Sub

Private Sub ExchangeNumber(values() As Long, ByVal one As Long, ByVal other As Long)
    Dim kept As Long
    kept = values(one)
    values(one) = values(other)
    values(other) = kept
End Sub

Private Sub ExchangeTruth(values() As Boolean, ByVal one As Long, ByVal other As Long)
    Dim kept As Boolean
    kept = values(one)
    values(one) = values(other)
    values(other) = kept
End Sub

Private Sub ExchangeText(values() As String, ByVal one As Long, ByVal other As Long)
    Dim kept As String
    kept = values(one)
    values(one) = values(other)
    values(other) = kept
End Sub

Public Function FindingCount() As Long
    FindingCount = mCount
End Function

Public Function ErrorCount() As Long
    Dim i As Long, errors As Long
    For i = 1 To mCount
        If mIsError(i) Then errors = errors + 1
    Next
    ErrorCount = errors
End Function

Public Function FindingSheet(ByVal number As Long) As Long
    FindingSheet = mSheet(number)
End Function

Public Function FindingRow(ByVal number As Long) As Long
    FindingRow = mRow(number)
End Function

Public Function FindingColumn(ByVal number As Long) As Long
    FindingColumn = mColumn(number)
End Function

Public Function FindingIsError(ByVal number As Long) As Boolean
    FindingIsError = mIsError(number)
End Function

Public Function FindingIsEmpty(ByVal number As Long) As Boolean
    FindingIsEmpty = mIsEmpty(number)
End Function

Public Function FindingLabel(ByVal number As Long) As String
    FindingLabel = mLabel(number)
End Function

Public Function FindingFound(ByVal number As Long) As String
    FindingFound = mFound(number)
End Function

Public Function FindingAdvice(ByVal number As Long) As String
    FindingAdvice = mAdvice(number)
End Function

Public Function FindingRule(ByVal number As Long) As String
    FindingRule = mRule(number)
End Function

' ------------------------------------------------------------------------------------------------- personal numbers

' A text with each personal identity number hidden from the day on.
Public Function Masked(ByVal text As String) As String
    Dim at As Long, last As Long
    Masked = text
    If Not MayHoldNumber(text) Then Exit Function
    at = 1
    Do While NextNumber(Masked, at, last)
        Masked = Left(Masked, at - 1) & MaskOf() & Mid(Masked, last)
        at = at + Len(MaskOf())
    Loop
End Function

' The masked numbers of a text, with commas between; empty where there is none.
Public Function MaskedNumbers(ByVal text As String) As String
    Dim at As Long, last As Long, bare As String
    bare = Exchanged(text, "173,8203,8204,8205,8288,65279", "")
    If Not MayHoldNumber(bare) Then Exit Function
    at = 1
    Do While NextNumber(bare, at, last)
        If InStr(", " & MaskedNumbers & ",", ", " & MaskOf() & ",") = 0 Then
            If MaskedNumbers <> "" Then MaskedNumbers = MaskedNumbers & ", "
            MaskedNumbers = MaskedNumbers & MaskOf()
        End If
        at = last
    Loop
End Function

Private Function MayHoldNumber(ByVal text As String) As Boolean
    Dim i As Long, digits As Long
    If Len(text) < 10 Then Exit Function
    For i = 1 To Len(text)
        If Mid(text, i, 1) Like "[0-9]" Then digits = digits + 1
    Next
    MayHoldNumber = digits >= 10
End Function

Private Function NextNumber(ByVal text As String, at As Long, last As Long) As Boolean
    at = Search(PatternPersonalNumber(), text, at)
    Do While at > 0
        last = MatchFrom(PatternPersonalNumber(), text, at, False)
        If IsValidNumber() Then
            NextNumber = True
            Exit Function
        End If
        at = Search(PatternPersonalNumber(), text, last)
    Loop
End Function

Private Function MaskOf() As String
    MaskOf = Group(1) & Group(2) & Group(3) & "**-****"
End Function

' A day of the calendar, or of a coordination number, and the right check digit.
Private Function IsValidNumber() As Boolean
    Dim digits As String, i As Long, day_ As Long, product As Long, total As Long
    day_ = Val(Group(4))
    If day_ > 60 Then day_ = day_ - 60
    If Group(1) <> "" Then
        If Not IsDay(Val(Group(1) & Group(2)), Val(Group(3)), day_) Then Exit Function
    ElseIf Not IsDay(1900 + Val(Group(2)), Val(Group(3)), day_) And Not IsDay(2000 + Val(Group(2)), Val(Group(3)), day_) Then
        Exit Function
    End If
    digits = Group(2) & Group(3) & Group(4) & Group(5)
    For i = 1 To Len(digits)
        product = Val(Mid(digits, i, 1)) * (2 - (i - 1) Mod 2)
        total = total + product \ 10 + product Mod 10
    Next
    IsValidNumber = total Mod 10 = 0
End Function
