using SocketLab.Core.Definitions;

namespace SocketLab.Web.ViewState.Certificates;

/// <summary>The fields of a certificate that is to be made.</summary>
public sealed class CertificateDraft
{
    /// <summary>What to call it; empty: its first name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Host names and addresses with commas, spaces or line breaks between.</summary>
    public string Names { get; set; } = string.Join(", ", new CertificateGeneration().Names);

    /// <summary>How long it is valid.</summary>
    public int Days { get; set; } = new CertificateGeneration().Days;

    /// <summary>Its key.</summary>
    public CertificateKeyType KeyType { get; set; }

    /// <summary>What was wrong with it, by JSON path.</summary>
    public IReadOnlyList<DefinitionError> Errors { get; set; } = [];

    /// <summary>What the fields describe.</summary>
    public CertificateGeneration ToGeneration() =>
        new()
        {
            Names = Names.Split([',', ' ', '\n', '\r', '\t', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            Days = Days,
            KeyType = KeyType,
        };

    /// <summary>What is wrong at this path or below it; null for nothing.</summary>
    public string? ErrorAt(string path) =>
        Errors.FirstOrDefault(error => error.Path == path || error.Path.StartsWith($"{path}[", StringComparison.Ordinal))?.Message;
}
