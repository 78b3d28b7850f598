using Microsoft.Extensions.Options;
using SocketLab.Core.Addresses;

namespace SocketLab.Web.Access;

/// <summary>Reads a list also where it is one value (<c>SocketLab__Access__Hosts=a,b</c>), and takes blanks off the edges.</summary>
internal sealed class AccessOptionsSetup(IConfiguration configuration) : IPostConfigureOptions<AccessOptions>
{
    private static readonly char[] Separators = [',', ';', ' '];

    public void PostConfigure(string? name, AccessOptions options)
    {
        Complete(options.Hosts, nameof(options.Hosts), ToAscii);
        Complete(options.Origins, nameof(options.Origins), ToAsciiOrigin);
        // An empty variable is how people unset one.
        options.OperatorToken = NullIfEmpty(options.OperatorToken);
        options.ViewerToken = NullIfEmpty(options.ViewerToken);
    }

    private static string? NullIfEmpty(string? token) => string.IsNullOrEmpty(token) ? null : token;

    /// <summary>Browsers send names as DNS has them, whatever people type and see.</summary>
    private static string ToAscii(string host) => DnsName.ToAscii(host) ?? host;

    private static string ToAsciiOrigin(string origin)
    {
        const string separator = "://";
        if (origin.IndexOf(separator, StringComparison.Ordinal) is >= 0 and var colon)
        {
            var start = colon + separator.Length;
            var port = origin.IndexOf(':', start);
            var end = port < 0 ? origin.Length : port;
            return origin[..start] + ToAscii(origin[start..end]) + origin[end..];
        }

        return origin;
    }

    private void Complete(List<string> list, string key, Func<string, string> spell)
    {
        var one = configuration[$"{AccessOptions.Section}:{key}"] ?? "";
        var all = list.Concat(one.Split(Separators))
            .Select(v => v?.Trim() ?? "")
            .Where(v => v.Length > 0)
            .Select(spell)
            .Distinct()
            .ToList();
        list.Clear();
        list.AddRange(all);
    }
}

/// <summary>Says everything that is wrong with the settings at once, in a person's words, and never the tokens themselves.</summary>
internal sealed class AccessOptionsValidator : IValidateOptions<AccessOptions>
{
    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        var faults = new List<string>();
        if (!AccessModes.TryParse(options.Mode, out _))
        {
            faults.Add($"{AccessOptions.Section}:Mode is '{options.Mode}', but must be auto, token or open.");
        }
        CheckToken(nameof(options.OperatorToken), options.OperatorToken, faults);
        CheckToken(nameof(options.ViewerToken), options.ViewerToken, faults);
        if (options.OperatorToken is not null && options.OperatorToken == options.ViewerToken)
        {
            faults.Add($"{AccessOptions.Section}:OperatorToken and ViewerToken are the same: every viewer would be operator.");
        }
        faults.AddRange(
            options
                .Hosts.Where(h => !IsHost(h))
                .Select(h =>
                    $"{AccessOptions.Section}:Hosts has '{h}', but must have names or addresses, without scheme, port and wildcard."
                )
        );
        faults.AddRange(
            options
                .Origins.Where(o => !WebOrigin.IsWellFormed(o))
                .Select(o =>
                    $"{AccessOptions.Section}:Origins has '{o}', but must have origins such as https://lab.example, without a path."
                )
        );
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static bool IsHost(string host) => HostName.TryParse(host, out _);

    private static void CheckToken(string name, string? token, List<string> faults)
    {
        if (token is null)
            return;
        if (token.Length < AccessOptions.MinTokenLength)
        {
            faults.Add($"{AccessOptions.Section}:{name} is too short: {AccessOptions.MinTokenLength} characters at least.");
        }
        // What does not fit into an Authorization header could never be presented.
        if (token.Any(c => c is <= ' ' or > '~'))
        {
            faults.Add($"{AccessOptions.Section}:{name} has blanks or characters that are not ASCII, which no header can carry.");
        }
    }
}
