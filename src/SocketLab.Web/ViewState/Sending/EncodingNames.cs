using SocketLab.Core.Payloads;

namespace SocketLab.Web.ViewState.Sending;

/// <summary>The encodings as people know them, in the groups in which they look for one.</summary>
public static class EncodingNames
{
    /// <summary>All, the usual ones first and in no group.</summary>
    public static IReadOnlyList<EncodingGroup> Groups { get; } =
    [
        new(
            "",
            [
                new(PayloadEncoding.Utf8, "UTF-8"),
                new(PayloadEncoding.Ascii, "ASCII"),
                new(PayloadEncoding.Latin1, "Latin-1"),
                new(PayloadEncoding.Utf16Le, "UTF-16LE"),
                new(PayloadEncoding.Utf16Be, "UTF-16BE"),
            ]
        ),
        new(
            "East Asia",
            [
                new(PayloadEncoding.Gbk, "GBK"),
                new(PayloadEncoding.Gb18030, "GB 18030"),
                new(PayloadEncoding.Big5, "Big5"),
                new(PayloadEncoding.ShiftJis, "Shift JIS"),
                new(PayloadEncoding.EucJp, "EUC-JP"),
                new(PayloadEncoding.EucKr, "EUC-KR"),
            ]
        ),
        new(
            "Windows",
            [
                new(PayloadEncoding.Windows1250, "1250 Central European"),
                new(PayloadEncoding.Windows1251, "1251 Cyrillic"),
                new(PayloadEncoding.Windows1252, "1252 Western European"),
                new(PayloadEncoding.Windows1253, "1253 Greek"),
                new(PayloadEncoding.Windows1254, "1254 Turkish"),
                new(PayloadEncoding.Windows1255, "1255 Hebrew"),
                new(PayloadEncoding.Windows1256, "1256 Arabic"),
                new(PayloadEncoding.Windows1257, "1257 Baltic"),
                new(PayloadEncoding.Windows1258, "1258 Vietnamese"),
                new(PayloadEncoding.Windows874, "874 Thai"),
            ]
        ),
        new(
            "ISO 8859",
            [
                new(PayloadEncoding.Iso8859Part2, "8859-2 Central European"),
                new(PayloadEncoding.Iso8859Part3, "8859-3 South European"),
                new(PayloadEncoding.Iso8859Part4, "8859-4 North European"),
                new(PayloadEncoding.Iso8859Part5, "8859-5 Cyrillic"),
                new(PayloadEncoding.Iso8859Part6, "8859-6 Arabic"),
                new(PayloadEncoding.Iso8859Part7, "8859-7 Greek"),
                new(PayloadEncoding.Iso8859Part8, "8859-8 Hebrew"),
                new(PayloadEncoding.Iso8859Part9, "8859-9 Turkish"),
                new(PayloadEncoding.Iso8859Part13, "8859-13 Baltic"),
                new(PayloadEncoding.Iso8859Part15, "8859-15 Western European with €"),
            ]
        ),
        new(
            "Others",
            [
                new(PayloadEncoding.Koi8R, "KOI8-R Russian"),
                new(PayloadEncoding.Koi8U, "KOI8-U Ukrainian"),
                new(PayloadEncoding.Ibm437, "437 IBM PC"),
                new(PayloadEncoding.Ibm850, "850 DOS Western European"),
                new(PayloadEncoding.Ibm866, "866 DOS Cyrillic"),
            ]
        ),
    ];
}

/// <summary>Encodings that people look for together.</summary>
/// <param name="Name">What they have in common; empty for nothing.</param>
/// <param name="Encodings">The encodings.</param>
public sealed record EncodingGroup(string Name, IReadOnlyList<NamedEncoding> Encodings);

/// <summary>An encoding as people know it.</summary>
/// <param name="Encoding">The encoding.</param>
/// <param name="Name">Its name.</param>
public sealed record NamedEncoding(PayloadEncoding Encoding, string Name);
