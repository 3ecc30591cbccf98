Option Explicit
' Which workbook is meant, and telling a person what happened without stopping anything.

Public Function BookInView() As Workbook
    ' The workbook in view. A workbook that holds nothing but buttons means the one that was seen before it;
    ' Nothing when there is none.
    Dim book As Workbook
    If TextActsOnItself() <> "" Then
        Set BookInView = ThisWorkbook
        Exit Function
    End If
    Set book = ActiveWorkbook
    If Not book Is Nothing Then
        If book.Name = ThisWorkbook.Name Then Set book = SeenBefore()
    End If
    Set BookInView = book
End Function

Private Function SeenBefore() As Workbook
    Dim book As Workbook
    Set book = NextInView()
    If book Is Nothing Then Set book = AnyOther()
    If Not book Is Nothing Then book.Activate
    Set SeenBefore = book
End Function

Private Function NextInView() As Workbook
    ' Excel counts windows from the foremost backwards. LibreOffice has no such order.
    Dim place As Long, book As Workbook
    On Error Resume Next
    For place = Application.Windows.Count To 1 Step -1
        If Application.Windows(place).Visible And Application.Windows(place).Parent.Name <> ThisWorkbook.Name Then
            Set book = Application.Windows(place).Parent
        End If
    Next place
    Set NextInView = book
End Function

Private Function AnyOther() As Workbook
    Dim place As Long
    For place = 1 To Workbooks.Count
        If Workbooks(place).Name <> ThisWorkbook.Name Then Set AnyOther = Workbooks(place)
    Next place
End Function

Public Function ToldSpot() As Range
    ' The cell beside the buttons of the sheet in view; Nothing in an add-in, which has no cells to be seen.
    If TextToldOnFirst() = "" Then Exit Function
    If ThisWorkbook.ActiveSheet.Index = 1 Then
        Set ToldSpot = ThisWorkbook.ActiveSheet.Range(TextToldOnFirst())
    Else
        Set ToldSpot = ThisWorkbook.ActiveSheet.Range(TextToldElsewhere())
    End If
End Function

Public Sub Tell(ByVal spot As Range, ByVal text As String)
    ' What is told is no change of the workbook: Excel shall not ask whether to save it.
    Dim untouched As Boolean
    Application.StatusBar = text
    If spot Is Nothing Then Exit Sub
    untouched = ThisWorkbook.Saved
    spot.Value = text
    If untouched Then ThisWorkbook.Saved = True
End Sub

Public Function Joined(ByVal folder As String, ByVal name As String) As String
    ' A workbook in the cloud lies at an address, with slashes on every system.
    If InStr(folder, "://") > 0 Then
        Joined = folder & "/" & name
    Else
        Joined = folder & Application.PathSeparator & name
    End If
End Function

Public Function FileIsThere(ByVal path As String) As Boolean
    ' An address can only be tried.
    On Error Resume Next
    FileIsThere = InStr(path, "://") > 0
    If Not FileIsThere Then FileIsThere = Dir(path) <> ""
End Function
