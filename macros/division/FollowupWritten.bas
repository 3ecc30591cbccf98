Option Explicit
' Texts made plain, filled in and known again.

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

Public Function IsSpace(ByVal code As Long) As Boolean
    If code > 32 And code < 133 Then Exit Function
    Select Case code
        Case 9 To 13, 28 To 32, 133, 160, 173, 5760, 8192 To 8203, 8232, 8233, 8239, 8287, 8288, 12288, 65279
            IsSpace = True
    End Select
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

' On one line, cut where it is long.
Public Function Shown(ByVal text As String) As String
    Shown = Plain(text)
    If Len(Shown) > 80 Then Shown = Left(Shown, 79) & ChrW(8230)
End Function

' A text as a number, spaces apart: followup knows by it what stands here for its own (files/marking/recognise_marks.py).
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

' The number of a sign, also of one beyond the first half of those that there are.
Public Function CodeAt(ByVal text As String, ByVal place As Long) As Long
    CodeAt = AscW(Mid(text, place, 1))
    If CodeAt < 0 Then CodeAt = CodeAt + 65536
End Function
