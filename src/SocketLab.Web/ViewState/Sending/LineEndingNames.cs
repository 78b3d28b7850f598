using SocketLab.Core.Payloads;

namespace SocketLab.Web.ViewState.Sending;

/// <summary>What can be put behind a message, as people choose it.</summary>
public static class LineEndingNames
{
    /// <summary>All, in the order to show them.</summary>
    public static IReadOnlyList<(LineEnding Ending, string Name)> All { get; } =
    [
        (LineEnding.None, "no line ending"),
        (LineEnding.Lf, "+ LF"),
        (LineEnding.Crlf, "+ CR LF"),
        (LineEnding.Cr, "+ CR"),
        (LineEnding.Nul, "+ NUL"),
    ];
}
