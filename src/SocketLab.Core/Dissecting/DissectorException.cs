namespace SocketLab.Core.Dissecting;

/// <summary>Why Wireshark's dissectors gave no answer.</summary>
public enum DissectorFault
{
    /// <summary>They are not installed.</summary>
    Missing,

    /// <summary>They have no protocol of the name that was asked for.</summary>
    UnknownProtocol,

    /// <summary>They took longer than they may.</summary>
    TimedOut,

    /// <summary>The answer is longer than it may be.</summary>
    TooLong,

    /// <summary>They ended, or answered what is no answer.</summary>
    Failed,
}

/// <summary>Wireshark's dissectors gave no answer.</summary>
public sealed class DissectorException(DissectorFault fault) : Exception(Say(fault))
{
    /// <summary>Why.</summary>
    public DissectorFault Fault { get; } = fault;

    /// <summary>What a person can do about it; null where there is nothing.</summary>
    public string? Hint =>
        Fault == DissectorFault.Missing
            ? "Install Wireshark's sharkd (on Debian and Ubuntu: apt install wireshark-common), or name it in SocketLab:Wireshark:Sharkd."
            : null;

    private static string Say(DissectorFault fault) =>
        fault switch
        {
            DissectorFault.Missing => "Wireshark's dissectors are not installed.",
            DissectorFault.UnknownProtocol => "Wireshark has no protocol of this name that reads messages by themselves.",
            DissectorFault.TimedOut => "Wireshark's dissectors took too long for this entry.",
            DissectorFault.TooLong => "What Wireshark's dissectors say of this entry is too long to show.",
            _ => "Wireshark's dissectors failed on this entry.",
        };
}
