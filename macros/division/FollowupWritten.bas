Option Explicit
' Texts as people type them, made plain, and numbers as people read them.

' Every kind of space as one ordinary space, none at the ends.
Public Function Plain(ByVal text As String) As String
    Dim i As Long, code As Long, made As String, gap As Boolean
    For i = 1 To Len(text)
        code = CodeAt(text, i)
        If IsSpace(code) Then
            gap = True
        Else
            If gap And Len(made) > 0 Then made = made & " "
            gap = False
            made = made & Mid(text, i, 1)
        End If
    Next
    Plain = made
End Function

' As texts are compared: spaces and capitals do not matter.
Public Function Comparable(ByVal text As String) As String
    Comparable = LCase(Plain(text))
End Function

Public Function IsSpace(ByVal code As Long) As Boolean
    If code > 32 And code < 133 Then Exit Function
    Select Case code
        Case 9 To 13, 28 To 32, 133, 160, 173, 5760, 8192 To 8203, 8232, 8233, 8239, 8287, 8288, 12288, 65279
            IsSpace = True
    End Select
End Function

' Whether nobody can see anything in it.
Public Function IsBlank(ByVal text As String) As Boolean
    Dim i As Long, code As Long
    For i = 1 To Len(text)
        code = CodeAt(text, i)
        If code = 173 Or Not IsSpace(code) Then Exit Function
    Next
    IsBlank = True
End Function

' Without signs that no document can show.
Public Function WithoutHidden(ByVal text As String) As String
    Dim i As Long, made As String
    For i = 1 To Len(text)
        If Not IsHidden(CodeAt(text, i)) Then made = made & Mid(text, i, 1)
    Next
    WithoutHidden = made
End Function

Private Function IsHidden(ByVal code As Long) As Boolean
    If code > 31 And code < 127 Then Exit Function
    Select Case code
        Case 0 To 8, 14 To 31, 127 To 132, 134 To 159, 8203, 8234 To 8238, 8288, 8294 To 8297, 65279, 65534, 65535
            IsHidden = True
    End Select
End Function

' Without marks that other programs put around a number to keep its digits in order.
Public Function WithoutMarks(ByVal text As String) As String
    Dim i As Long, made As String
    For i = 1 To Len(text)
        Select Case CodeAt(text, i)
            Case 8206, 8207, 8234 To 8237, 8294 To 8297
            Case Else
                made = made & Mid(text, i, 1)
        End Select
    Next
    WithoutMarks = made
End Function

' Each of some codes as another sign.
Public Function Exchanged(ByVal text As String, ByVal codes As String, ByVal sign As String) As String
    Dim each_() As String, i As Long
    each_ = Split(codes, ",")
    For i = LBound(each_) To UBound(each_)
        text = Replace(text, ChrW(CLng(each_(i))), sign)
    Next
    Exchanged = text
End Function

' Whether a list, one word a line, holds a word.
Public Function IsListed(ByVal list As String, ByVal word As String) As Boolean
    IsListed = InStr(vbLf & list & vbLf, vbLf & word & vbLf) > 0
End Function

' What stands behind a word and a tab in a list; empty where the word is not there.
Public Function Meaning(ByVal list As String, ByVal word As String) As String
    Dim at As Long, last As Long
    at = InStr(vbLf & list, vbLf & word & vbTab)
    If at = 0 Then Exit Function
    at = at + Len(word) + 1
    last = InStr(at, list & vbLf, vbLf)
    Meaning = Mid(list, at, last - at)
End Function

' The n:th line of a list, from 0.
Public Function ItemAt(ByVal list As String, ByVal number As Long) As String
    Dim each_() As String
    each_ = Split(list, vbLf)
    If number <= UBound(each_) Then ItemAt = each_(number)
End Function

' Without certain characters at both ends.
Public Function Stripped(ByVal text As String, ByVal signs As String) As String
    Do While Len(text) > 0
        If InStr(signs, Left(text, 1)) = 0 Then Exit Do
        text = Mid(text, 2)
    Loop
    Do While Len(text) > 0
        If InStr(signs, Right(text, 1)) = 0 Then Exit Do
        text = Left(text, Len(text) - 1)
    Loop
    Stripped = text
End Function

' A sentence with its braces filled in. LibreOffice knows no optional arguments with a value of their own.
Public Function Filled(ByVal text As String, ByVal value As String) As String
    Filled = FilledTwo(text, value, value)
End Function

' With one value in the first braces and another in those that follow.
Public Function FilledTwo(ByVal text As String, ByVal first As String, ByVal second As String) As String
    Dim at As Long, last As Long, value As String
    value = first
    at = InStr(text, "{")
    Do While at > 0
        last = InStr(at, text, "}")
        If last = 0 Then Exit Do
        text = Left(text, at - 1) & value & Mid(text, last + 1)
        at = InStr(at + Len(value), text, "{")
        value = second
    Loop
    FilledTwo = text
End Function

' A number as it is read here: 45 467,5 with spaces that do not break. Str always has a point.
Public Function ShownNumber(ByVal number As Double) As String
    Dim text As String, whole As String, decimals As String, point As Long, i As Long, made As String
    text = Trim(Str(Abs(Round(number, 9))))
    If InStr(text, "E") > 0 Then text = Trim(Str(Abs(CDec(number))))
    point = InStr(text, ".")
    whole = text
    If point > 0 Then
        whole = Left(text, point - 1)
        decimals = Mid(text, point + 1)
    End If
    If whole = "" Then whole = "0"
    For i = 1 To Len(whole)
        If i > 1 And (Len(whole) - i + 1) Mod 3 = 0 Then made = made & ThousandsMark()
        made = made & Mid(whole, i, 1)
    Next
    If decimals <> "" Then made = made & DecimalMark() & decimals
    If number < 0 Then made = "-" & made
    ShownNumber = made
End Function

Public Function ShownShare(ByVal share As Double) As String
    ShownShare = ShownNumber(share * 100)
    If TextLanguage() = "sv" Then ShownShare = ShownShare & ChrW(160)
    ShownShare = ShownShare & "%"
End Function

Private Function ThousandsMark() As String
    ThousandsMark = ","
    If TextLanguage() = "sv" Then ThousandsMark = ChrW(160)
End Function

Private Function DecimalMark() As String
    DecimalMark = "."
    If TextLanguage() = "sv" Then DecimalMark = ","
End Function

' A number without thousands and with a comma, as a cell shows it.
Public Function AsTyped(ByVal number As Double) As String
    AsTyped = Replace(Trim(Str(number)), ".", ",")
    If Left(AsTyped, 1) = "," Then AsTyped = "0" & AsTyped
    If Left(AsTyped, 2) = "-," Then AsTyped = "-0" & Mid(AsTyped, 2)
End Function

' A day as year-month-day, whatever the computer is set to.
Public Function ShownDay(ByVal day_ As Date) As String
    ShownDay = Right("0000" & Year(day_), 4) & "-" & Right("00" & Month(day_), 2) & "-" & Right("00" & Day(day_), 2)
End Function

' On one line, cut where it is long.
Public Function Shown(ByVal text As String) As String
    Shown = Plain(text)
    If Len(Shown) > 80 Then Shown = Left(Shown, 79) & ChrW(8230)
End Function

' A text as a number, spaces apart: followup knows by it what stands here for its own (files/marks.py).
Public Function Digest(ByVal text As String) As String
    Dim i As Long, code As Long, number As Long
    number = 7
    For i = 1 To Len(text)
        code = CodeAt(text, i)
        If Not (IsSpace(code) And code <> 173 And code <> 8203 And code <> 8288 And code <> 65279) Then
            number = (number * 31 + code) Mod 1000003
        End If
    Next
    Digest = "d" & number
End Function
