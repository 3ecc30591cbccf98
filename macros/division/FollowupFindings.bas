Option Explicit
' What was found, in the order of the sheets.

Private mCount As Long
Private mSheet() As Long       ' the sheet's number, 0 for the whole workbook
Private mRow() As Long         ' 0 for the whole sheet
Private mColumn() As Long
Private mIsError() As Boolean
Private mIsEmpty() As Boolean  ' whether an answer is missing
Private mLabel() As String
Private mFound() As String
Private mAdvice() As String
Private mRule() As String

Public Sub ForgetFindings()
    mCount = 0
End Sub

Public Sub AddFinding(ByVal sheet As Long, ByVal row As Long, ByVal column As Long, ByVal isError_ As Boolean, ByVal isEmpty_ As Boolean, ByVal label As String, ByVal found As String, ByVal advice As String, ByVal rule As String)
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
    mIsEmpty(mCount) = isEmpty_
    mLabel(mCount) = label
    mFound(mCount) = found
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
