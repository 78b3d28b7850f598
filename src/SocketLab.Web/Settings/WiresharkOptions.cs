using Microsoft.Extensions.Options;
using SocketLab.Core.Capture.Writing;
using SocketLab.Core.Dissecting;
using SocketLab.Core.Filtering;
using SocketLab.Core.Numbers;

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

    /// <summary>The loopback port that Wireshark reads from, <c>-i TCP@127.0.0.1:PORT</c>; null for none.</summary>
    public int? Port { get; set; }

    /// <summary>Ids of the endpoints that it gets; none for all that there are when it connects.</summary>
    public IReadOnlyList<string> Endpoints { get; set; } = [];

    /// <summary>Which messages it gets; null for all.</summary>
    public string? Filter { get; set; }

    /// <summary>How it gets them: <c>packets</c> or <c>messages</c>.</summary>
    public string As { get; set; } = "packets";

    /// <summary>What is a packet where it gets messages: an <c>entry</c>, or of framed streams a <c>frame</c>.</summary>
    public string Per { get; set; } = "entry";

    /// <summary>What is wrong with the values, as far as it was found when they were read.</summary>
    public IReadOnlyList<string> Wrong { get; set; } = [];

    /// <summary>Names that the section has beside these.</summary>
    public IReadOnlyList<string> Unknown { get; set; } = [];

    /// <summary>The names of the settings.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [nameof(Sharkd), nameof(Port), nameof(Endpoints), nameof(Filter), nameof(As), nameof(Per)];

    /// <summary>The form of the messages; null where what is chosen does not go together.</summary>
    public CaptureForm? ToForm() => CaptureForms.Of(As == "messages", Per == "frame");

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
        options.Endpoints = SettingList.Read(section.GetSection(nameof(options.Endpoints)), ',');
        options.Filter = section[nameof(options.Filter)] is { Length: > 0 } filter ? filter : null;
        options.As = section[nameof(options.As)] ?? options.As;
        options.Per = section[nameof(options.Per)] ?? options.Per;
        if (section[nameof(options.Port)] is { Length: > 0 } text)
        {
            options.Port = WholeNumber.TryRead<int>(text, out var port) && port is > 0 and <= ushort.MaxValue ? port : null;
            options.Wrong = options.Port is null
                ? [$"{WiresharkOptions.Section}:Port is '{text}'; it must be a port from 1 to 65535."]
                : [];
        }

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
        wrong.AddRange(options.Wrong);
        if (options.As is not ("packets" or "messages"))
        {
            wrong.Add($"{WiresharkOptions.Section}:As is '{options.As}'; choose packets or messages.");
        }

        if (options.Per is not ("entry" or "frame"))
        {
            wrong.Add($"{WiresharkOptions.Section}:Per is '{options.Per}'; choose entry or frame.");
        }
        else if (options.As is "packets" && options.ToForm() is null)
        {
            wrong.Add($"{WiresharkOptions.Section}:Per is 'frame', and As is 'packets'. {CaptureForms.NoFramesInPackets}");
        }

        if (options.Filter is { } filter && WhyNot(filter) is { } why)
        {
            wrong.Add($"{WiresharkOptions.Section}:Filter is '{filter}', which is no filter: {why}");
        }

        if (options.Sharkd is { } program && program != WiresharkOptions.Off && !Path.IsPathFullyQualified(program))
        {
            wrong.Add($"{WiresharkOptions.Section}:Sharkd is '{program}', but must be an absolute path, or {WiresharkOptions.Off}.");
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static string? WhyNot(string filter)
    {
        try
        {
            Filter.Parse(filter);
            return null;
        }
        catch (FilterException error)
        {
            return error.Message;
        }
    }
}
