using Microsoft.AspNetCore.Http.HttpResults;

namespace SocketLab.Web.Access;

/// <summary>Where a login leads: a page of this server, whatever the link says.</summary>
internal static class ReturnUrl
{
    private static readonly PathString[] NoPages = [LoginEndpoints.Path, LoginEndpoints.LogoutPath];

    /// <summary>The URL if it is a local path, fit for a header, that does not lead to the login again; else the start page.</summary>
    public static string Local(string? url)
    {
        if (url is null || !url.StartsWith('/') || !url.All(char.IsAscii) || !RedirectHttpResult.IsLocalUrl(url))
            return "/";
        var path = new PathString(url[..(url.IndexOfAny(['?', '#']) is >= 0 and var end ? end : url.Length)]);
        return NoPages.Any(p => path.StartsWithSegments(p)) ? "/" : url;
    }
}
