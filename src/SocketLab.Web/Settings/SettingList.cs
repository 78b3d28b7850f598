namespace SocketLab.Web.Settings;

/// <summary>
/// Settings that have several values: as a list (<c>:0</c>, <c>:1</c>), or as one value, which is all that an environment variable has.
/// </summary>
internal static class SettingList
{
    /// <summary>The values, without blanks around them.</summary>
    /// <param name="section">The setting.</param>
    /// <param name="separators">What stands between the values in one.</param>
    public static IReadOnlyList<string> Read(IConfigurationSection section, params char[] separators) =>
        [
            .. (section.Value ?? "").Split(separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            .. section.GetChildren().SelectMany(child => Read(child, separators)),
        ];
}
