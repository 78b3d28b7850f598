using Microsoft.Extensions.Options;

namespace SocketLab.Web.Access;

/// <summary>Reads a list also where it is one value (<c>SocketLab__Access__Hosts=a,b</c>), and takes blanks off the edges.</summary>
internal sealed class AccessOptionsSetup(IConfiguration configuration) : IPostConfigureOptions<AccessOptions>
{
    private static readonly char[] Separators = [',', ';', ' '];

    public void PostConfigure(string? name, AccessOptions options)
    {
        Complete(options.Hosts, nameof(options.Hosts));
        Complete(options.Origins, nameof(options.Origins));
        // An empty variable is how people unset one.
        options.OperatorToken = NullIfEmpty(options.OperatorToken);
        options.ViewerToken = NullIfEmpty(options.ViewerToken);
    }

    private static string? NullIfEmpty(string? token) => string.IsNullOrEmpty(token) ? null : token;

    private void Complete(List<string> list, string key)
    {
        var one = configuration[$"{AccessOptions.Section}:{key}"] ?? "";
        var all = list.Concat(one.Split(Separators)).Select(v => v?.Trim() ?? "").Where(v => v.Length > 0).Distinct().ToList();
        list.Clear();
        list.AddRange(all);
    }
}
