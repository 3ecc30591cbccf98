Option Explicit
' What the buttons of the add-in's tab run. An add-in has no cell to tell things in, so these show a box;
' the procedures that do the work never do.

Public Sub RibbonUppdatera(ByVal control As Object)
    ShowTold Uppdatera(), True
End Sub

Public Sub RibbonVisaKalla(ByVal control As Object)
    ' The source in view says enough.
    Dim before As String
    If Not ActiveWorkbook Is Nothing Then before = ActiveWorkbook.Name
    ShowTold VisaKalla(), before = NameInView()
End Sub

Public Sub RibbonExporteraPDF(ByVal control As Object)
    ShowTold ExporteraPDF(), True
End Sub

' Those of a division's workbook tell by themselves what came of it.
Public Sub RibbonKontrollera(ByVal control As Object)
    Kontrollera
End Sub

Public Sub RibbonNastaTomma(ByVal control As Object)
    NastaTomma
End Sub

Public Sub RibbonSparaForInlamning(ByVal control As Object)
    SparaForInlamning
End Sub

Private Function NameInView() As String
    If Not ActiveWorkbook Is Nothing Then NameInView = ActiveWorkbook.Name
End Function

Private Sub ShowTold(ByVal answer As String, ByVal also As Boolean)
    ' The status line is Excel's own again afterwards.
    If also Or answer <> "OK" Then MsgBox CStr(Application.StatusBar), vbInformation, "Followup"
    Application.StatusBar = False
End Sub
