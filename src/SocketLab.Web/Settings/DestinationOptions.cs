using System.Net;
using Microsoft.Extensions.Options;
using SocketLab.Core.Addresses;
using SocketLab.Core.Transport;

namespace SocketLab.Web.Settings;

/// <summary><c>SocketLab:Destinations</c>: networks that may and may not be sent and connected to.</summary>
internal sealed class DestinationOptions
{
    /// <summary>The section.</summary>
    public const string Section = "SocketLab:Destinations";

    /// <summary>Never these.</summary>
    public IReadOnlyList<string> Deny { get; set; } = [];

    /// <summary>If there are any, only these.</summary>
    public IReadOnlyList<string> Allow { get; set; } = [];

    /// <summary>Names that the section has beside the two. A misspelled list would protect nobody.</summary>
    public IReadOnlyList<string> Unknown { get; set; } = [];

    /// <summary>The valid options as Core takes them.</summary>
    /// <param name="unixSockets">Where Unix sockets may lie.</param>
    /// <param name="controlAddresses">The TCP addresses that SocketLab itself is served from.</param>
    public DestinationPolicy ToPolicy(UnixFolders unixSockets, Func<IReadOnlyList<IPEndPoint>> controlAddresses) =>
        new(Deny.Select(Network), Allow.Select(Network)) { UnixSockets = unixSockets, ControlAddresses = controlAddresses };

    private static IPNetwork Network(string text) =>
        AddressRange.TryParse(text, out var network) ? network : throw new FormatException(text);
}

/// <summary>Reads the lists, each as a list or as one value (<c>SocketLab__Destinations__Deny=10.0.0.0/8,fd00::/8</c>).</summary>
internal sealed class DestinationOptionsSetup(IConfiguration configuration) : IConfigureOptions<DestinationOptions>
{
    private static readonly char[] Separators = [',', ';', ' '];

    /// <inheritdoc/>
    public void Configure(DestinationOptions options)
    {
        var section = configuration.GetSection(DestinationOptions.Section);
        options.Deny = SettingList.Read(section.GetSection(nameof(options.Deny)), Separators);
        options.Allow = SettingList.Read(section.GetSection(nameof(options.Allow)), Separators);
        options.Unknown =
        [
            .. section
                .GetChildren()
                .Select(child => child.Key)
                .Except([nameof(options.Deny), nameof(options.Allow)], StringComparer.OrdinalIgnoreCase),
            .. string.IsNullOrWhiteSpace(section.Value) ? Array.Empty<string>() : [section.Value],
        ];
    }
}

/// <summary>Says everything that is wrong with the lists; the server does not start with a wrong one.</summary>
internal sealed class DestinationOptionsValidator : IValidateOptions<DestinationOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, DestinationOptions options)
    {
        string[] wrong =
        [
            .. options.Unknown.Select(unknown => $"{DestinationOptions.Section} has '{unknown}'; known are Deny and Allow."),
            .. Wrong(nameof(options.Deny), options.Deny),
            .. Wrong(nameof(options.Allow), options.Allow),
        ];
        return wrong.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Wrong(string list, IEnumerable<string> networks) =>
        networks
            .Where(text => !AddressRange.TryParse(text, out _))
            .Select(text =>
                $"{DestinationOptions.Section}:{list} has '{text}', but must have networks such as 10.0.0.0/8, with nothing set behind the "
                + "prefix, or addresses."
            );
}
