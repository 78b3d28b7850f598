using SocketLab.Web.ViewState.Bytes;

namespace SocketLab.Web.ViewState.Decoding;

/// <summary>A line of Wireshark's tree that is in sight, ready to show.</summary>
/// <param name="Key">Names the line among all, and its like in the next entry.</param>
/// <param name="Level">How deep it is, from 1.</param>
/// <param name="Label">The line, with nothing in it that cannot be seen.</param>
public sealed record DecodeRow(string Key, int Level, string Label)
{
    /// <summary>Wireshark's name of the field; null where there is none.</summary>
    public string? Field { get; init; }

    /// <summary>What the field is, as Wireshark writes it in a filter; null where it has no value.</summary>
    public string? Value { get; init; }

    /// <summary>Whether the lines below it are shown; null where there are none.</summary>
    public bool? IsOpen { get; init; }

    /// <summary>The bytes of the entry that it is about; null where it is about none.</summary>
    public ByteSelection? Bytes { get; init; }

    /// <summary>Whether Wireshark concluded it, rather than read it in the packet.</summary>
    public bool IsGenerated { get; init; }

    /// <summary>Whether Wireshark warns of it, or finds it malformed.</summary>
    public bool IsSuspicious { get; init; }
}
