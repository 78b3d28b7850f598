namespace SocketLab.Core.Dissecting;

/// <summary>What Wireshark's list of packets says of an entry.</summary>
/// <param name="Protocol">The innermost protocol, such as <c>DNS</c>.</param>
/// <param name="Info">What the packet is about, in one line. It may hold anything that the peer sent.</param>
public sealed record DissectedSummary(string Protocol, string Info);

/// <summary>An entry as Wireshark's dissectors read it.</summary>
/// <param name="Protocol">The innermost protocol, such as <c>DNS</c>.</param>
/// <param name="Info">What the packet is about, in one line.</param>
/// <param name="Tree">The protocols in the packet, from the outermost inwards.</param>
public sealed record DissectedEntry(string Protocol, string Info, IReadOnlyList<DissectedField> Tree);

/// <summary>A line of Wireshark's tree.</summary>
/// <param name="Label">The line. It may hold anything that the peer sent.</param>
/// <param name="Field">Wireshark's name of the field, such as <c>dns.id</c>; null for a line that has none.</param>
public sealed record DissectedField(string Label, string? Field)
{
    /// <summary>What the field is, as Wireshark writes it in a filter: <c>0x1234</c>, <c>53</c>, <c>"text"</c>; null for none.</summary>
    public string? Value { get; init; }

    /// <summary>Position of the field's first byte in the entry's payload; null for what is not in it, such as headers.</summary>
    public int? Position { get; init; }

    /// <summary>How many bytes of the entry's payload it has; null with <see cref="Position"/>.</summary>
    public int? Length { get; init; }

    /// <summary>Whether Wireshark concluded it, rather than read it in the packet.</summary>
    public bool IsGenerated { get; init; }

    /// <summary>Whether Wireshark warns of it, or finds it malformed.</summary>
    public bool IsSuspicious { get; init; }

    /// <summary>The lines below it.</summary>
    public IReadOnlyList<DissectedField> Children { get; init; } = [];
}
