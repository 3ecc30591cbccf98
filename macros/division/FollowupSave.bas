Option Explicit
' Saves a copy to send: under the right name, without macros. The workbook itself stays open as it is.

Private Const XLSX As Long = 51
Private Const CONTROL As Long = 8       ' a button of ours among the shapes

' The path of the copy; empty when the user changed their mind.
Public Function SaveCopy(ByVal book As Object) As String
    Dim path As String
    path = ChosenPath(book)
    If path = "" Then Exit Function
    If InLibreOffice() Then
        SaveFromLibreOffice path
    Else
        SaveFromExcel book, path
    End If
    SaveCopy = path
End Function

' Beside the workbook, or where the user wants it. No file that is there already is written over.
Private Function ChosenPath(ByVal book As Object) As String
    Dim chosen As Variant, path As String
    path = FreePath(FolderOf(book), FileName())
    If MayAsk() Then
        chosen = Application.GetSaveAsFilename(path)
        If VarType(chosen) <> 8 Then Exit Function
        path = chosen
        If LCase(Right(path, 5)) <> ".xlsx" Then path = path & ".xlsx"
        path = FreePath(Left(path, InStrRev(path, Application.PathSeparator)), Mid(path, InStrRev(path, Application.PathSeparator) + 1))
    End If
    ChosenPath = path
End Function

' The folder of the workbook; empty where it is stored on the web or not yet saved: then the program chooses.
Private Function FolderOf(ByVal book As Object) As String
    If book.Path = "" Or LCase(Left(book.Path, 4)) = "http" Then Exit Function
    FolderOf = book.Path & Application.PathSeparator
End Function

Private Function FreePath(ByVal folder As String, ByVal name As String) As String
    Dim number As Long
    number = 1
    FreePath = folder & name
    Do While Dir(FreePath) <> ""
        number = number + 1
        FreePath = folder & Left(name, Len(name) - 5) & " (" & number & ").xlsx"
    Loop
End Function

' A copy beside the new one is opened, loses its buttons and is saved without macros.
Private Sub SaveFromExcel(ByVal book As Object, ByVal path As String)
    Dim copy_ As Object, kept As String
    kept = Left(path, Len(path) - 5) & " tmp" & Mid(book.Name, InStrRev(book.Name, "."))
    book.SaveCopyAs kept
    Application.EnableEvents = False
    Application.DisplayAlerts = False
    AllowMacros False
    Set copy_ = Workbooks.Open(kept)
    TakeButtonsAway copy_
    copy_.SaveAs path, XLSX
    copy_.Close False
    Application.DisplayAlerts = True
    Application.EnableEvents = True
    AllowMacros True
    Kill kept
End Sub

' Whether macros may run in a workbook that is opened by a macro; not every Excel knows the setting.
Public Sub AllowMacros(ByVal allowed As Boolean)
    Dim program As Object
    On Error Resume Next
    Set program = Application
    program.AutomationSecurity = 3
    If allowed Then program.AutomationSecurity = 1
    Err.Clear
End Sub

Private Sub TakeButtonsAway(ByVal book As Object)
    Dim sheet As Object, i As Long, was As Boolean
    For Each sheet In book.Worksheets
        was = sheet.ProtectContents
        If was Then was = IsUnlocked(sheet)
        For i = sheet.Shapes.Count To 1 Step -1
            If sheet.Shapes(i).Type = CONTROL Then sheet.Shapes(i).Delete
        Next
        If was Then Lock_ sheet
    Next
End Sub

' Excel never sees what stands here: to LibreOffice lines that begin with # are comments.
Private Sub SaveFromLibreOffice(ByVal path As String)
#If VBA6 Or VBA7 Then
#Else
    Dim how(0) As Object
    Set how(0) = CreateUnoStruct("com.sun.star.beans.PropertyValue")
    how(0).Name = "FilterName"
    how(0).Value = "Calc MS Excel 2007 XML"
    ThisComponent.storeToURL ConvertToURL(path), how
#End If
End Sub

' Whether somebody sits there to answer a question.
Public Function MayAsk() As Boolean
    MayAsk = Not InLibreOffice() And Application.Interactive
End Function
