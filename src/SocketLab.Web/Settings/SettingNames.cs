using Microsoft.Extensions.Options;

namespace SocketLab.Web.Settings;

/// <summary>
/// The names under <c>SocketLab</c>. What is misspelled there would be passed over in silence: an access mode that protects nobody, a limit
/// that limits nothing.
/// </summary>
internal static class SettingNames
{
    private const string Root = "SocketLab";

    private static readonly string[] Known =
    [
        DataDirectory.Setting,
        FirstUseOptions.Key,
        "SocketLab:Access",
        DestinationOptions.Section,
        LimitOptions.Section,
        UnixSocketOptions.Section,
        WiresharkOptions.Section,
    ];

    /// <summary>Checks the names of the sections; what is in a section is checked with it.</summary>
    /// <exception cref="OptionsValidationException">There is an unknown one.</exception>
    public static void Check(IConfiguration configuration) =>
        Refuse(Root, Unknown(configuration.GetSection(Root), Known.Select(key => key[(Root.Length + 1)..])));

    /// <summary>Checks the names in the section of <typeparamref name="TOptions"/>, which are its properties.</summary>
    /// <exception cref="OptionsValidationException">There is an unknown one, or the section has a value itself.</exception>
    public static void Check<TOptions>(IConfiguration configuration, string key)
    {
        var section = configuration.GetSection(key);
        var known = typeof(TOptions).GetProperties().Select(property => property.Name);
        var own = string.IsNullOrWhiteSpace(section.Value) ? Array.Empty<string>() : [$"{key} is a group of settings: it has no value."];
        Refuse(key, [.. own, .. Unknown(section, known)]);
    }

    private static IEnumerable<string> Unknown(IConfigurationSection section, IEnumerable<string> known)
    {
        string[] names = [.. known];
        return section
            .GetChildren()
            .Select(child => child.Key)
            .Except(names, StringComparer.OrdinalIgnoreCase)
            .Select(key => $"{section.Path} has '{key}'; known are {string.Join(", ", names)}.");
    }

    private static void Refuse(string section, IEnumerable<string> faults)
    {
        string[] all = [.. faults];
        if (all.Length > 0)
        {
            throw new OptionsValidationException(section, typeof(SettingNames), all);
        }
    }
}
