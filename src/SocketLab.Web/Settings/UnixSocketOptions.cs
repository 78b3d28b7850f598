using Microsoft.Extensions.Options;
using SocketLab.Core.Transport;

namespace SocketLab.Web.Settings;

/// <summary><c>SocketLab:UnixSockets</c>: folders beside our own in which Unix sockets may be made and used.</summary>
internal sealed class UnixSocketOptions
{
    /// <summary>The section.</summary>
    public const string Section = "SocketLab:UnixSockets";

    /// <summary>Absolute paths.</summary>
    public IReadOnlyList<string> Folders { get; set; } = [];

    /// <summary>Names that the section has beside it.</summary>
    public IReadOnlyList<string> Unknown { get; set; } = [];

    /// <summary>The valid options as Core takes them.</summary>
    public UnixFolders ToFolders(DataDirectory data) => new(data.Sockets, Folders);
}

/// <summary>Reads the folders as a list or as one value with commas.</summary>
internal sealed class UnixSocketOptionsSetup(IConfiguration configuration) : IConfigureOptions<UnixSocketOptions>
{
    /// <inheritdoc/>
    public void Configure(UnixSocketOptions options)
    {
        var section = configuration.GetSection(UnixSocketOptions.Section);
        options.Folders = SettingList.Read(section.GetSection(nameof(options.Folders)), ',');
        options.Unknown =
        [
            .. section
                .GetChildren()
                .Select(child => child.Key)
                .Where(key => !key.Equals(nameof(options.Folders), StringComparison.OrdinalIgnoreCase)),
        ];
    }
}

/// <summary>Says what is wrong with the folders; the server does not start with a wrong one.</summary>
internal sealed class UnixSocketOptionsValidator : IValidateOptions<UnixSocketOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, UnixSocketOptions options)
    {
        string[] wrong =
        [
            .. options.Unknown.Select(unknown => $"{UnixSocketOptions.Section} has '{unknown}'; known is Folders."),
            .. options
                .Folders.Where(folder => !Path.IsPathFullyQualified(folder))
                .Select(folder => $"{UnixSocketOptions.Section}:Folders has '{folder}', but must have absolute paths."),
        ];
        return wrong.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
