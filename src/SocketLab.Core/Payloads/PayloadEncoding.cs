namespace SocketLab.Core.Payloads;

/// <summary>How text becomes bytes. All but UTF-16 write ASCII characters as ASCII does.</summary>
public enum PayloadEncoding
{
    /// <summary>UTF-8 without a byte order mark.</summary>
    Utf8,

    /// <summary>7-bit ASCII; anything else is an error.</summary>
    Ascii,

    /// <summary>ISO 8859-1; anything above U+00FF is an error.</summary>
    Latin1,

    /// <summary>UTF-16, least significant byte first.</summary>
    Utf16Le,

    /// <summary>UTF-16, most significant byte first.</summary>
    Utf16Be,

    /// <summary>GBK, simplified Chinese (code page 936).</summary>
    Gbk,

    /// <summary>GB 18030, Chinese with all of Unicode.</summary>
    Gb18030,

    /// <summary>Big5, traditional Chinese (code page 950).</summary>
    Big5,

    /// <summary>Shift JIS, Japanese (code page 932).</summary>
    ShiftJis,

    /// <summary>EUC-JP, Japanese.</summary>
    EucJp,

    /// <summary>EUC-KR, Korean.</summary>
    EucKr,

    /// <summary>Central European.</summary>
    Windows1250,

    /// <summary>Cyrillic.</summary>
    Windows1251,

    /// <summary>Western European.</summary>
    Windows1252,

    /// <summary>Greek.</summary>
    Windows1253,

    /// <summary>Turkish.</summary>
    Windows1254,

    /// <summary>Hebrew.</summary>
    Windows1255,

    /// <summary>Arabic.</summary>
    Windows1256,

    /// <summary>Baltic.</summary>
    Windows1257,

    /// <summary>Vietnamese.</summary>
    Windows1258,

    /// <summary>Thai.</summary>
    Windows874,

    /// <summary>Latin-2, Central European.</summary>
    Iso8859Part2,

    /// <summary>Latin-3, South European.</summary>
    Iso8859Part3,

    /// <summary>Latin-4, North European.</summary>
    Iso8859Part4,

    /// <summary>Cyrillic.</summary>
    Iso8859Part5,

    /// <summary>Arabic.</summary>
    Iso8859Part6,

    /// <summary>Greek.</summary>
    Iso8859Part7,

    /// <summary>Hebrew.</summary>
    Iso8859Part8,

    /// <summary>Latin-5, Turkish.</summary>
    Iso8859Part9,

    /// <summary>Latin-7, Baltic.</summary>
    Iso8859Part13,

    /// <summary>Latin-9, Western European with the euro sign.</summary>
    Iso8859Part15,

    /// <summary>KOI8-R, Russian.</summary>
    Koi8R,

    /// <summary>KOI8-U, Ukrainian.</summary>
    Koi8U,

    /// <summary>The characters of the IBM PC (code page 437).</summary>
    Ibm437,

    /// <summary>DOS, Western European (code page 850).</summary>
    Ibm850,

    /// <summary>DOS, Cyrillic (code page 866).</summary>
    Ibm866,
}
