using Microsoft.Extensions.Options;
using SocketLab.Core.Dissecting;

namespace SocketLab.Web.Settings;

/// <summary><c>SocketLab:Wireshark</c>: how SocketLab and Wireshark meet.</summary>
internal sealed class WiresharkOptions
{
    /// <summary>The section.</summary>
    public const string Section = "SocketLab:Wireshark";

    /// <summary>The value of <see cref="Sharkd"/> that switches decoding off.</summary>
    public const string Off = "off";

    /// <summary>The path of <c>sharkd</c>; null where it is looked for.</summary>
    public string? Sharkd { get; set; }

    /// <summary>Names that the section has beside these.</summary>
    public IReadOnlyList<string> Unknown { get; set; } = [];

    /// <summary>The names of the settings.</summary>
    public static IReadOnlyList<string> Names { get; } = [nameof(Sharkd)];

    /// <summary>The valid options as Core takes them.</summary>
    public DissectorOptions ToDissectorOptions(DataDirectory data) => new() { Folder = data.Wireshark, Program = Sharkd };
}

/// <summary>Reads the section.</summary>
internal sealed class WiresharkOptionsSetup(IConfiguration configuration) : IConfigureOptions<WiresharkOptions>
{
    /// <inheritdoc/>
    public void Configure(WiresharkOptions options)
    {
        var section = configuration.GetSection(WiresharkOptions.Section);
        options.Sharkd = section[nameof(options.Sharkd)] is { Length: > 0 } program ? program : null;
        options.Unknown =
        [
            .. section.GetChildren().Select(child => child.Key).Except(WiresharkOptions.Names, StringComparer.OrdinalIgnoreCase),
        ];
    }
}

/// <summary>Says what is wrong with the section; the server does not start with a wrong one.</summary>
internal sealed class WiresharkOptionsValidator : IValidateOptions<WiresharkOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, WiresharkOptions options)
    {
        var known = string.Join(", ", WiresharkOptions.Names);
        List<string> wrong = [.. options.Unknown.Select(unknown => $"{WiresharkOptions.Section} has '{unknown}'; known are {known}.")];
        if (options.Sharkd is { } program && program != WiresharkOptions.Off && !Path.IsPathFullyQualified(program))
        {
            wrong.Add($"{WiresharkOptions.Section}:Sharkd is '{program}', but must be an absolute path, or {WiresharkOptions.Off}.");
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
