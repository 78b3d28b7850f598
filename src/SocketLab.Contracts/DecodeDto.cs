namespace SocketLab.Contracts;

/// <summary>An entry as Wireshark's dissectors read it.</summary>
/// <param name="Protocol">The innermost protocol, such as <c>DNS</c>.</param>
/// <param name="Info">What the packet is about, in one line.</param>
/// <param name="Tree">The protocols in the packet, from the outermost inwards.</param>
public sealed record DecodeDto(string Protocol, string Info, IReadOnlyList<DecodedFieldDto> Tree);

/// <summary>A line of Wireshark's tree.</summary>
/// <param name="Label">The line.</param>
/// <param name="Field">Wireshark's name of the field, such as <c>dns.id</c>; null for a line that has none.</param>
/// <param name="Position">The field's first byte in the entry's payload; null for what is not in it, such as headers.</param>
/// <param name="Length">How many bytes of the payload it has; null with <paramref name="Position"/>.</param>
/// <param name="Generated">Whether Wireshark concluded it, rather than read it in the packet.</param>
/// <param name="Suspicious">Whether Wireshark warns of it, or finds it malformed.</param>
/// <param name="Children">The lines below it.</param>
public sealed record DecodedFieldDto(
    string Label,
    string? Field,
    int? Position,
    int? Length,
    bool Generated,
    bool Suspicious,
    IReadOnlyList<DecodedFieldDto> Children
);
