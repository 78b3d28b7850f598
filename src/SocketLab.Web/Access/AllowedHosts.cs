using System.Net;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using SocketLab.Core.Addresses;

namespace SocketLab.Web.Access;

/// <summary>
/// The names that this server answers to. Without it a page whose name is pointed at 127.0.0.1 (DNS rebinding)
/// would be of the same origin as this server and could do everything that its user can.
/// </summary>
internal sealed class AllowedHosts
{
    private readonly HashSet<HostName> _more = [];

    public AllowedHosts(IOptions<AccessOptions> options)
    {
        foreach (var host in options.Value.Hosts)
        {
            if (HostName.TryParse(host, out var name))
                _more.Add(name);
        }
    }

    /// <param name="header">The Host header as it came: exactly one value.</param>
    /// <param name="local">The address that the connection came in on; null where there is none (a Unix socket).</param>
    public bool Allows(StringValues header, IPAddress? local)
    {
        if (header.Count != 1 || !HostName.TryParseWithPort(header[0] ?? "", out var host))
            return false;
        return host.IsLoopback
            || (host.Address is not null && local is not null && host.Address.Equals(local.ToComparable()))
            || _more.Contains(host);
    }
}

/// <summary>Refuses requests for other hosts. Not HostFiltering, which lets an empty Host through.</summary>
internal sealed class HostCheck(RequestDelegate next, AllowedHosts hosts, ILogger<HostCheck> logger)
{
    public Task InvokeAsync(HttpContext context)
    {
        var header = context.Request.Headers.Host;
        if (hosts.Allows(header, context.Connection.LocalIpAddress))
            return next(context);
        AccessLog.HostRefused(logger, header.ToString(), context.Connection.RemoteIpAddress);
        return AccessProblems.HostRefused(context);
    }
}
