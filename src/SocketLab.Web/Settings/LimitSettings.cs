using Microsoft.Extensions.Options;
using SocketLab.Core.Numbers;

namespace SocketLab.Web.Settings;

/// <summary>
/// Checks how the limits are written before the framework binds them: its own words for that are about binders and types.
/// </summary>
internal static class LimitSettings
{
    private static readonly Dictionary<string, Type> Known = typeof(LimitOptions)
        .GetProperties()
        .ToDictionary(limit => limit.Name, limit => limit.PropertyType, StringComparer.OrdinalIgnoreCase);

    /// <summary>Checks all.</summary>
    /// <exception cref="OptionsValidationException">A name is unknown, or a value no whole number.</exception>
    public static void Check(IConfiguration configuration)
    {
        string[] wrong = [.. configuration.GetSection(LimitOptions.Section).GetChildren().Select(Fault).OfType<string>()];
        if (wrong.Length > 0)
        {
            throw new OptionsValidationException(LimitOptions.Section, typeof(LimitOptions), wrong);
        }
    }

    private static string? Fault(IConfigurationSection limit) =>
        !Known.TryGetValue(limit.Key, out var type)
            ? $"{LimitOptions.Section} has no limit '{limit.Key}'; known are {string.Join(", ", Known.Keys)}."
        : !IsNumber(limit.Value, type)
            ? $"{LimitOptions.Section}:{limit.Key} is '{limit.Value}', which is not a whole number that fits there."
        : null;

    private static bool IsNumber(string? text, Type type) =>
        type == typeof(int)
            ? WholeNumber.TryReadSigned<int>(text.AsSpan().Trim(), out _)
            : WholeNumber.TryReadSigned<long>(text.AsSpan().Trim(), out _);
}
