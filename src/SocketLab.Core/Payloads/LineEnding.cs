namespace SocketLab.Core.Payloads;

/// <summary>What is put behind a message, once. Line breaks inside of it stay as they were written.</summary>
public enum LineEnding
{
    /// <summary>No line ending.</summary>
    None,

    /// <summary>Line feed, U+000A.</summary>
    Lf,

    /// <summary>Carriage return and line feed, U+000D U+000A.</summary>
    Crlf,

    /// <summary>Carriage return, U+000D.</summary>
    Cr,

    /// <summary>NUL, U+0000, as C ends a string.</summary>
    Nul,
}

/// <summary>Line endings as bytes.</summary>
internal static class LineEndings
{
    /// <summary>The bytes: in text by its encoding, behind bytes that were written as such one byte a character.</summary>
    public static ReadOnlySpan<byte> ToBytes(this LineEnding ending, PayloadFormat format, PayloadEncoding encoding) =>
        format == PayloadFormat.Text
            ? encoding.Strict().GetBytes(Characters(ending))
            : PayloadEncoding.Ascii.Strict().GetBytes(Characters(ending));

    private static string Characters(LineEnding ending) =>
        ending switch
        {
            LineEnding.Lf => "\n",
            LineEnding.Crlf => "\r\n",
            LineEnding.Cr => "\r",
            LineEnding.Nul => "\0",
            _ => "",
        };
}
