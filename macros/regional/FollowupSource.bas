Option Explicit
' From a row of any table to the cell that it came from, in the division's own workbook.
' The way stands in the row's links, which are formulas: =HYPERLINK("../inbox/File.xlsx#'Sheet'!C12","Sheet!C12")

Private Const LINK_START As String = "=HYPERLINK("""

Public Function SourceShown(ByVal book As Workbook) As String
    ' A sentence about what was opened, or why nothing was.
    Dim target As String, file As String
    SourceShown = TextNoBook()
    If book Is Nothing Then Exit Function
    target = SourceOfRow(book)
    SourceShown = TextNoSource()
    If target = "" Then Exit Function
    file = WholePath(book.Path, FileOf(target))
    SourceShown = Replace(TextSourceGone(), "{file}", NameOf(target))
    If FileIsThere(file) Then SourceShown = OpenedAt(file, target)
End Function

Private Function SourceOfRow(ByVal book As Workbook) As String
    ' The cell's own link first, then a link to a cell anywhere in its row, then one to a file.
    Dim sheet As Worksheet, column As Long, last As Long, found As String
    Set sheet = book.ActiveSheet
    SourceOfRow = TargetIn(ActiveCell)
    If SourceOfRow <> "" Then Exit Function
    last = sheet.UsedRange.Column + sheet.UsedRange.Columns.Count - 1
    For column = 1 To last
        found = TargetIn(sheet.Cells(ActiveCell.Row, column))
        If SourceOfRow = "" Or (SheetOf(SourceOfRow) = "" And SheetOf(found) <> "") Then
            If found <> "" Then SourceOfRow = found
        End If
    Next column
End Function

Private Function TargetIn(ByVal cell As Range) As String
    ' What a cell's link leads to, if that is another file.
    Dim formula As String, at As Long
    formula = cell.Formula
    If Left(formula, Len(LINK_START)) <> LINK_START Then Exit Function
    at = Len(LINK_START) + 1
    Do While Mid(formula, at, 1) <> """" Or Mid(formula, at, 2) = """"""
        If at > Len(formula) Then Exit Function
        If Mid(formula, at, 1) = """" Then at = at + 1
        TargetIn = TargetIn & Mid(formula, at, 1)
        at = at + 1
    Loop
    If Left(TargetIn, 1) = "#" Then TargetIn = ""
End Function

Private Function FileOf(ByVal target As String) As String
    FileOf = target
    If InStr(target, "#'") > 0 Then FileOf = Left(target, InStr(target, "#'") - 1)
End Function

Private Function NameOf(ByVal target As String) As String
    ' The file without its folder, as a person calls it.
    NameOf = Mid(FileOf(target), InStrRev(FileOf(target), "/") + 1)
End Function

Private Function SheetOf(ByVal target As String) As String
    ' '' within a quoted name is one apostrophe.
    Dim start As Long
    start = InStr(target, "#'")
    If start = 0 Then Exit Function
    SheetOf = Mid(target, start + 2, InStrRev(target, "'!") - start - 2)
    SheetOf = Replace(SheetOf, "''", "'")
End Function

Private Function CellOf(ByVal target As String) As String
    CellOf = Mid(target, InStrRev(target, "!") + 1)
End Function

Private Function WholePath(ByVal folder As String, ByVal way As String) As String
    ' ../ is followed by hand: an address in the cloud cannot be opened with it.
    Dim slash As String
    slash = Left(Joined("", ""), 1)
    If InStr(folder, "://") > 0 Then slash = "/"
    way = Replace(way, "/", slash)
    If Left(way, 1) = slash Or Mid(way, 2, 1) = ":" Or InStr(way, "://") > 0 Then
        WholePath = way
        Exit Function
    End If
    Do While Left(way, 3) = ".." & slash
        folder = Left(folder, InStrRev(folder, slash) - 1)
        way = Mid(way, 4)
    Loop
    WholePath = folder & slash & way
End Function

Private Function OpenedAt(ByVal file As String, ByVal target As String) As String
    Dim opened As Workbook
    OpenedAt = Replace(Replace(TextSourceShown(), "{file}", NameOf(target)), "{cell}", CellOf(target))
    OpenedAt = Replace(OpenedAt, "{sheet}", SheetOf(target))
    If LCase(Right(file, 5)) = ".docx" Then
        ThisWorkbook.FollowHyperlink file
        OpenedAt = Replace(TextFileOpened(), "{file}", NameOf(target))
        Exit Function
    End If
    Set opened = OpenedToRead(file)
    opened.Activate
    If SheetOf(target) = "" Then
        OpenedAt = Replace(TextFileOpened(), "{file}", NameOf(target))
    ElseIf Not HasSheet(opened, SheetOf(target)) Then
        OpenedAt = Replace(Replace(TextNoSuchSheet(), "{file}", NameOf(target)), "{sheet}", SheetOf(target))
    Else
        Application.Goto opened.Worksheets(SheetOf(target)).Range(CellOf(target)), True
    End If
End Function

Private Function OpenedToRead(ByVal file As String) As Workbook
    ' One that is open already is shown as it is: opening it again would throw away what has been typed.
    Dim place As Long
    For place = 1 To Workbooks.Count
        If LCase(Joined(Workbooks(place).Path, Workbooks(place).Name)) = LCase(file) Then
            Set OpenedToRead = Workbooks(place)
            Exit Function
        End If
    Next place
    Set OpenedToRead = Workbooks.Open(file, 0, True)
End Function

Private Function HasSheet(ByVal book As Workbook, ByVal name As String) As Boolean
    Dim place As Long
    For place = 1 To book.Worksheets.Count
        If LCase(book.Worksheets(place).Name) = LCase(name) Then HasSheet = True
    Next place
End Function
