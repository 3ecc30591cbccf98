Option Explicit
' The procedures that a division's buttons run. Each answers "OK" or "ERR n: text", for the one that called it.
' Nothing here is needed: the same can be done by hand, and followup check finds all that is found here, and more.

' Goes through the workbook, lists what is wrong, marks the cells and goes to the first.
Public Function Kontrollera() As String
    On Error GoTo Failed
    Dim outcome As String
    Application.ScreenUpdating = False
    outcome = Checked(BookToCheck())
    Application.ScreenUpdating = True
    Say outcome
    Kontrollera = "OK"
    Exit Function
Failed:
    Kontrollera = "ERR " & Err.Number & ": " & Err.Description
    TidyUp Kontrollera
End Function

' Goes to the next cell that must be filled in and is empty, over all sheets and round again.
Public Function NastaTomma() As String
    On Error GoTo Failed
    Dim number As Long
    TakeSentences BookToCheck()
    CheckWorkbook BookToCheck()
    number = NextEmpty(BookToCheck())
    If number = 0 Then
        Say TextNothingEmpty()
    Else
        GoToFinding BookToCheck(), number
        Application.StatusBar = Left(FindingLabel(number) & ": " & FindingAdvice(number), 250)
    End If
    NastaTomma = "OK"
    Exit Function
Failed:
    NastaTomma = "ERR " & Err.Number & ": " & Err.Description
    TidyUp NastaTomma
End Function

' Checks, and saves a copy without macros under the name that the secretariat knows it by.
Public Function SparaForInlamning() As String
    On Error GoTo Failed
    Dim outcome As String, path As String
    Application.ScreenUpdating = False
    outcome = Checked(BookToCheck())
    path = SaveCopy(BookToCheck())
    Application.ScreenUpdating = True
    If path <> "" Then
        outcome = outcome & " " & Filled(TextSavedAs(), path)
        ReportSheet(BookToCheck()).Cells(4, 2).Value = "'" & Filled(TextSavedAs(), path)
        ReportSheet(BookToCheck()).Cells(4, 1).Value = ReportSheet(BookToCheck()).Cells(4, 1).Value & " " & Digest(Filled(TextSavedAs(), path))
    End If
    Say outcome
    SparaForInlamning = "OK"
    Exit Function
Failed:
    SparaForInlamning = "ERR " & Err.Number & ": " & Err.Description
    TidyUp SparaForInlamning
End Function

' The workbook that the macros lie in; from an add-in the one in view.
Private Function BookToCheck() As Object
    Set BookToCheck = ThisWorkbook
    If TextActsOnItself() = "" Then Set BookToCheck = ActiveWorkbook
    If BookToCheck Is Nothing Then Err.Raise vbObjectError + 1, "followup", TextNoRules()
End Function

' An older template has none: its own macros know its rules.
Private Sub TakeSentences(ByVal book As Object)
    If Not LoadSentences(book) Then Err.Raise vbObjectError + 1, "followup", TextNoRules()
End Sub

' In one line how many things are left.
Private Function Checked(ByVal book As Object) As String
    Dim i As Long
    TakeSentences book
    ClearMarks book
    CheckWorkbook book
    Checked = FilledTwo(TextLeft(), CStr(ErrorCount()), CStr(FindingCount() - ErrorCount()))
    If FindingCount() = 0 Then Checked = TextNothingLeft()
    WriteReport book, Checked
    MarkCells book
    For i = FindingCount() To 1 Step -1
        If FindingRow(i) > 0 And (FindingIsError(i) Or ErrorCount() = 0) Then GoToFinding book, i
    Next
    If FindingCount() = 0 Then ReportSheet(book).Activate
End Function

Private Sub GoToFinding(ByVal book As Object, ByVal number As Long)
    Dim sheet As Object
    Set sheet = book.Worksheets(FindingSheet(number))
    If sheet.Visible <> xlSheetVisible Then Exit Sub
    sheet.Activate
    sheet.Cells(FindingRow(number), FindingColumn(number)).Select
End Sub

' The first empty one behind the active cell, in the order of sheets, rows and columns; else the very first.
Private Function NextEmpty(ByVal book As Object) As Long
    Dim i As Long, first As Long
    For i = 1 To FindingCount()
        If FindingRow(i) > 0 And FindingIsEmpty(i) Then
            If first = 0 Then first = i
            If IsBeforeFinding(i, first) Then first = i
            If IsBehindCell(i, book) Then
                If NextEmpty = 0 Then NextEmpty = i
                If IsBeforeFinding(i, NextEmpty) Then NextEmpty = i
            End If
        End If
    Next
    If NextEmpty = 0 Then NextEmpty = first
End Function

Private Function IsBeforeFinding(ByVal one As Long, ByVal other As Long) As Boolean
    IsBeforeFinding = IsBehind(FindingSheet(other), FindingRow(other), FindingColumn(other), FindingSheet(one), FindingRow(one), FindingColumn(one))
End Function

Private Function IsBehindCell(ByVal number As Long, ByVal book As Object) As Boolean
    Dim i As Long, sheet As Long
    For i = 1 To book.Worksheets.Count
        If book.Worksheets(i).Name = ActiveSheet.Name Then sheet = i
    Next
    IsBehindCell = IsBehind(FindingSheet(number), FindingRow(number), FindingColumn(number), sheet, ActiveCell.Row, ActiveCell.Column)
End Function

Private Function IsBehind(ByVal sheet As Long, ByVal row As Long, ByVal column As Long, ByVal otherSheet As Long, ByVal otherRow As Long, ByVal otherColumn As Long) As Boolean
    If sheet <> otherSheet Then
        IsBehind = sheet > otherSheet
    ElseIf row <> otherRow Then
        IsBehind = row > otherRow
    Else
        IsBehind = column > otherColumn
    End If
End Function

' In the status line; the list has it too. A box would stop whoever runs this from outside.
Private Sub Say(ByVal text As String)
    Application.StatusBar = Left(text, 250)
End Sub

' After an error: the program as it was, and the error in the status line.
Private Sub TidyUp(ByVal told As String)
    Application.ScreenUpdating = True
    If Not InLibreOffice() Then
        Application.DisplayAlerts = True
        Application.EnableEvents = True
        AllowMacros True
    End If
    Application.StatusBar = Left(Filled(TextFailed(), told), 250)
End Sub
