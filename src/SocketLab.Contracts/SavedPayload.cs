using SocketLab.Core.Payloads;

namespace SocketLab.Contracts;

/// <summary>A payload that somebody keeps under a name, and may send again.</summary>
public sealed record SavedPayload
{
    /// <summary>The payload's name, unique within its folder.</summary>
    public required string Name { get; init; }

    /// <summary>The payload's folder: names with slashes between, such as <c>lab/echo</c>. Empty for the top.</summary>
    public string Folder { get; init; } = "";

    /// <summary>What the payload is for.</summary>
    public string Description { get; init; } = "";

    public PayloadFormat Format { get; init; }

    public required string Data { get; init; }

    public PayloadEncoding Encoding { get; init; }

    public bool Template { get; init; }

    public LineEnding LineEnding { get; init; }

    /// <summary>Gives a written payload a name.</summary>
    public static SavedPayload From(PayloadText text, string name, string folder, string description = "") =>
        new()
        {
            Name = name,
            Folder = folder,
            Description = description,
            Format = text.Format,
            Data = text.Data,
            Encoding = text.Encoding,
            Template = text.Template,
            LineEnding = text.LineEnding,
        };

    /// <summary>The payload as it was written.</summary>
    public PayloadText ToText() =>
        new()
        {
            Format = Format,
            Data = Data,
            Encoding = Encoding,
            Template = Template,
            LineEnding = LineEnding,
        };
}
