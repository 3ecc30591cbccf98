Option Explicit
' The sheet that lists what was found, and the marks in the cells: both can be made anew, and followup passes them by.

Private Const FIRST_ROW As Long = 6
Private Const WRONG As Long = 13551615      ' light red, RGB(255, 199, 206)
Private Const DOUBTFUL As Long = 10284031   ' light yellow, RGB(255, 235, 156)

' Whether a sheet is the list: known by its mark, whatever it is called.
Public Function IsOurSheet(ByVal sheet As Object) As Boolean
    If VarType(sheet.Cells(1, 1).Value) = 8 Then IsOurSheet = sheet.Cells(1, 1).Value = MarkOfReport()
End Function

Public Function ReportSheet(ByVal book As Object) As Object
    Dim sheet As Object
    For Each sheet In book.Worksheets
        If IsOurSheet(sheet) Then
            Set ReportSheet = sheet
            Exit Function
        End If
    Next
    Set ReportSheet = book.Worksheets.Add(After:=book.Worksheets(LastShown(book)))
    ReportSheet.Name = FreeName(book)
End Function

Private Function LastShown(ByVal book As Object) As Long
    Dim i As Long
    For i = 1 To book.Worksheets.Count
        If Left(book.Worksheets(i).Name, 1) <> "_" Then LastShown = i
    Next
End Function

' The sheet's name; with a number where somebody has a sheet of that name already.
Private Function FreeName(ByVal book As Object) As String
    Dim sheet As Object, number As Long, taken As Boolean
    number = 1
    Do
        FreeName = TextReportTitle()
        If number > 1 Then FreeName = FreeName & " " & number
        taken = False
        For Each sheet In book.Worksheets
            If LCase(sheet.Name) = LCase(FreeName) Then taken = True
        Next
        number = number + 1
    Loop While taken
End Function

' ---------------------------------------------------------------------------------------------------------- the list

Public Sub WriteReport(ByVal book As Object, ByVal outcome As String)
    Dim sheet As Object, i As Long
    Set sheet = ReportSheet(book)
    sheet.Cells.Clear
    sheet.Cells.NumberFormat = "@"
    PutText sheet, 1, 2, TextReportTitle()
    PutText sheet, 2, 2, outcome
    PutText sheet, 3, 2, TextNotLookedAt()
    PutTitles sheet
    For i = 1 To FindingCount()
        PutFinding book, sheet, FIRST_ROW + i - 1, i
    Next
    PutRules sheet, FIRST_ROW + FindingCount() + 1
    sheet.Cells(1, 1).Value = MarkOfReport()
    For i = 1 To FIRST_ROW + FindingCount() + 1 + UBound(Split(RulesJudged(), vbLf)) + 1
        Sign sheet, i
    Next
    Dress sheet
End Sub

' What the workbook judges by itself, a line each, below the list of what was found.
Private Sub PutRules(ByVal sheet As Object, ByVal row As Long)
    Dim rules() As String, i As Long
    PutText sheet, row, 2, TextJudgedHere()
    sheet.Cells(row, 2).Font.Bold = True
    rules = Split(RulesJudged(), vbLf)
    For i = LBound(rules) To UBound(rules)
        PutText sheet, row + 1 + i, 2, Meaning(WordsRules(), rules(i))
    Next
End Sub

Private Sub PutTitles(ByVal sheet As Object)
    Dim titles() As String, i As Long
    titles = Split(TextReportColumns(), vbLf)
    For i = LBound(titles) To UBound(titles)
        PutText sheet, FIRST_ROW - 1, 2 + i, titles(i)
        sheet.Cells(FIRST_ROW - 1, 2 + i).Font.Bold = True
    Next
End Sub

Private Sub PutFinding(ByVal book As Object, ByVal sheet As Object, ByVal row As Long, ByVal number As Long)
    Dim name As String
    If FindingIsError(number) Then
        PutText sheet, row, 2, TextToCorrect()
    Else
        PutText sheet, row, 2, TextToCheck()
    End If
    If FindingSheet(number) > 0 Then
        name = book.Worksheets(FindingSheet(number)).Name
        PutText sheet, row, 3, name
        If FindingRow(number) > 0 Then PutLink sheet, row, 4, name, AddressOf_(FindingRow(number), FindingColumn(number))
    End If
    PutText sheet, row, 5, FindingLabel(number)
    PutText sheet, row, 6, FindingFound(number)
    PutText sheet, row, 7, FindingAdvice(number)
    PutText sheet, row, 8, FindingRule(number)
End Sub

' The apostrophe keeps a text a text, also one that begins like a formula.
Private Sub PutText(ByVal sheet As Object, ByVal row As Long, ByVal column As Long, ByVal text As String)
    If text <> "" Then sheet.Cells(row, column).Value = "'" & text
End Sub

' A formula, for LibreOffice takes no stored link into the same workbook.
Private Sub PutLink(ByVal sheet As Object, ByVal row As Long, ByVal column As Long, ByVal name As String, ByVal address As String)
    sheet.Cells(row, column).NumberFormat = "General"
    sheet.Cells(row, column).Formula = "=HYPERLINK(""#'" & Replace(Replace(name, "'", "''"), """", """""") & "'!" & address & """,""" & address & """)"
    sheet.Cells(row, column).Font.Color = RGB(5, 99, 193)
    sheet.Cells(row, column).Font.Underline = True
End Sub

Public Function AddressOf_(ByVal row As Long, ByVal column As Long) As String
    Dim letters As String
    Do While column > 0
        letters = Chr(65 + (column - 1) Mod 26) & letters
        column = (column - 1) \ 26
    Loop
    AddressOf_ = letters & row
End Function

' What stands on a row, so that followup can tell it from what somebody adds.
Private Sub Sign(ByVal sheet As Object, ByVal row As Long)
    Dim column As Long, text As String, signature As String
    For column = 2 To 8
        text = sheet.Cells(row, column).Value
        If text <> "" Then signature = Trim(signature & " " & Digest(text))
    Next
    If row > 1 And signature <> "" Then sheet.Cells(row, 1).Value = signature
    If row = 1 Then sheet.Cells(4, 1).Value = signature
End Sub

Private Sub Dress(ByVal sheet As Object)
    Dim widths As Variant, i As Long
    widths = Array(3, 12, 20, 8, 38, 26, 70, 22)
    For i = 0 To 7
        sheet.Columns(i + 1).ColumnWidth = widths(i)
        If i > 0 Then sheet.Columns(i + 1).VerticalAlignment = xlTop
    Next
    sheet.Range(sheet.Cells(FIRST_ROW, 5), sheet.Cells(FIRST_ROW + FindingCount(), 7)).WrapText = True
    sheet.Cells(1, 2).Font.Bold = True
    sheet.Cells(1, 2).Font.Size = 16
    sheet.Cells(2, 2).Font.Bold = True
    sheet.Range(sheet.Cells(3, 2), sheet.Cells(3, 8)).Merge
    sheet.Cells(3, 2).WrapText = True
    sheet.Rows(3).RowHeight = 32
    sheet.Columns(1).Hidden = True
    SetPage sheet
End Sub

' On paper across, as wide as the page; a computer without a printer knows no pages.
Private Sub SetPage(ByVal sheet As Object)
    On Error Resume Next
    sheet.PageSetup.Orientation = xlLandscape
    sheet.PageSetup.Zoom = False
    sheet.PageSetup.FitToPagesWide = 1
    sheet.PageSetup.FitToPagesTall = False
    Err.Clear
End Sub

' --------------------------------------------------------------------------------------------------- marks in cells

Public Sub MarkCells(ByVal book As Object)
    Dim i As Long
    For i = 1 To FindingCount()
        If FindingRow(i) > 0 Then MarkCell book.Worksheets(FindingSheet(i)), i
    Next
End Sub

' A note that says what to do, and a colour; the colour that was there stands in the note. A protected sheet with a
' password stays as it is: the list has it all.
Private Sub MarkCell(ByVal sheet As Object, ByVal number As Long)
    Dim cell As Object, others As String, text As String, was As Boolean
    was = sheet.ProtectContents
    If was Then
        If Not IsUnlocked(sheet) Then Exit Sub
    End If
    Set cell = sheet.Cells(FindingRow(number), FindingColumn(number))
    text = Trim(FindingFound(number) & " " & FindingAdvice(number))
    If cell.Comment Is Nothing Then
        If HasNote(cell, "", ColourOf(cell), text) Then Paint cell, number
    ElseIf InStr(cell.Comment.Text, MarkOfNote()) > 0 Then
        others = cell.Comment.Text
        cell.Comment.Delete
        cell.AddComment Replace(others, vbLf & EndOfNote(), vbLf & text & vbLf & EndOfNote())
    Else
        others = cell.Comment.Text
        cell.Comment.Delete
        If HasNote(cell, others & vbLf, ColourOf(cell), text) Then Paint cell, number
    End If
    If was Then Lock_ sheet
End Sub

' Whether the note could be put there: a cell with a comment thread takes none, and is then not coloured either.
Private Function HasNote(ByVal cell As Object, ByVal others As String, ByVal colour As String, ByVal text As String) As Boolean
    On Error Resume Next
    cell.AddComment others & MarkOfNote() & " " & colour & vbLf & text & vbLf & EndOfNote()
    Err.Clear
    HasNote = Not (cell.Comment Is Nothing)
End Function

Private Sub Paint(ByVal cell As Object, ByVal number As Long)
    cell.Interior.Color = DOUBTFUL
    If FindingIsError(number) Then cell.Interior.Color = WRONG
End Sub

Private Function ColourOf(ByVal cell As Object) As String
    ColourOf = "(-)"
    If cell.Interior.ColorIndex <> xlNone Then ColourOf = "(" & Hex(cell.Interior.Color) & ")"
End Function

' Takes every mark away: the colour back as it was, and only our part of the note.
Public Sub ClearMarks(ByVal book As Object)
    Dim sheet As Object
    For Each sheet In book.Worksheets
        If sheet.Comments.Count > 0 Then ClearSheet sheet
    Next
End Sub

Private Sub ClearSheet(ByVal sheet As Object)
    Dim was As Boolean, i As Long, cell As Object
    was = sheet.ProtectContents
    If was Then
        If Not IsUnlocked(sheet) Then Exit Sub
    End If
    For i = sheet.Comments.Count To 1 Step -1
        Set cell = sheet.Comments(i).Parent
        If cell Is Nothing Then
            ClearEachCell sheet
            Exit For
        End If
        ClearCell cell
    Next
    If was Then Lock_ sheet
End Sub

' LibreOffice does not say which cell a note belongs to.
Private Sub ClearEachCell(ByVal sheet As Object)
    Dim row As Long, column As Long
    TakeSheet sheet
    For row = 1 To LastRow() + 1
        For column = 1 To LastColumn() + 1
            ClearCell sheet.Cells(row, column)
        Next
    Next
End Sub

Private Sub ClearCell(ByVal cell As Object)
    Dim text As String, first As Long, last As Long, colour As String, others As String
    If cell.Comment Is Nothing Then Exit Sub
    text = cell.Comment.Text
    first = InStr(text, MarkOfNote())
    If first = 0 Then Exit Sub
    last = InStr(first, text, ")")
    colour = Mid(text, first + Len(MarkOfNote()) + 2, last - first - Len(MarkOfNote()) - 2)
    others = Left(text, first - 1)
    last = InStr(first, text, EndOfNote())
    If last > 0 Then others = others & Mid(text, last + Len(EndOfNote()))
    Do While Right(others, 1) = vbLf
        others = Left(others, Len(others) - 1)
    Loop
    cell.Comment.Delete
    If others <> "" Then cell.AddComment others
    If colour = "-" Then
        cell.Interior.ColorIndex = xlNone
    Else
        cell.Interior.Color = ColourNumber(colour)
    End If
End Sub

' Seven digits, for one of four may be read as a small number with a sign: the commonest yellow, FFFF, as -1.
Private Function ColourNumber(ByVal hexadecimal As String) As Long
    ColourNumber = CLng("&H1" & Right("000000" & hexadecimal, 6)) - 16777216
End Function

' ------------------------------------------------------------------------------------------------------- protection

Public Function IsUnlocked(ByVal sheet As Object) As Boolean
    On Error Resume Next
    sheet.Unprotect ""
    Err.Clear
    IsUnlocked = Not sheet.ProtectContents
End Function

Public Sub Lock_(ByVal sheet As Object)
    On Error Resume Next
    sheet.Protect Password:="", AllowFormattingColumns:=True
    If Err.Number <> 0 Or Not sheet.ProtectContents Then sheet.Protect
    Err.Clear
End Sub
