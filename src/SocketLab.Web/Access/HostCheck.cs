namespace SocketLab.Web.Access;

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
