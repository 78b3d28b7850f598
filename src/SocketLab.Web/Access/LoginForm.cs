using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace SocketLab.Web.Access;

/// <summary>What the login page says, and what a token does that was typed into it or came with the link.</summary>
internal sealed class LoginForm(Attempts attempts, AccessRights rights, UnderWay underWay, IAntiforgery antiforgery)
{
    public async Task<IResult> TryAsync(HttpContext context, string token, string back)
    {
        // Copied from a console, a token brings blanks along.
        var attempt = attempts.Login(context.Connection.RemoteIpAddress, token.Trim());
        if (attempt.Wait is { } wait)
            return TooMany(context, wait, back);
        if (attempt.Role is null)
        {
            return Page(
                context,
                StatusCodes.Status401Unauthorized,
                back,
                "This is not the token. Check that all of it was copied, and that it is the one of the running server."
            );
        }
        // A login takes the place of the one before it.
        await EndLoginAsync(context);
        await context.SignInAsync(AccessSchemes.Cookie, rights.NewLogin(attempt.Role));
        return Redirect(context, back);
    }

    /// <summary>Ends the login that the request's cookie stands for, with every copy of the cookie and all that goes on with it.</summary>
    public async Task EndLoginAsync(HttpContext context)
    {
        rights.End((await context.AuthenticateAsync(AccessSchemes.Cookie)).Principal);

        // Behind the answer: a page whose circuit is cut off comes back at once, and then the browser must have the new cookie.
        context.Response.OnCompleted(() =>
        {
            underWay.EndWhatIsOver();
            return Task.CompletedTask;
        });
    }

    /// <summary>The form was made by another server, for another role, or its cookie is gone.</summary>
    public IResult Expired(HttpContext context) =>
        RequestKind.WantsPage(context.Request)
            ? Page(context, StatusCodes.Status400BadRequest, "/", "This form was no longer valid. Please try again.")
            : new Answer(AccessProblems.FormExpired);

    public IResult Page(HttpContext context, int status, string back, string? message = null)
    {
        var form = antiforgery.GetAndStoreTokens(context);
        // Blazor must load this page whole, not merge it into the workbench that led here.
        context.Response.OnStarting(() => Task.FromResult(context.Response.Headers.Remove("blazor-enhanced-nav")));
        return new RazorComponentResult<LoginPage>(
            new
            {
                PathBase = context.Request.PathBase.Value,
                Message = message,
                ReturnUrl = back,
                IsViewer = AccessIdentity.RoleOf(context.User) == Roles.Viewer,
                FormField = form.FormFieldName,
                FormToken = form.RequestToken,
            }
        )
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };
    }

    public static IResult Redirect(HttpContext context, string local)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Redirect($"{context.Request.PathBase}{local}");
    }

    private IResult TooMany(HttpContext context, TimeSpan wait, string back)
    {
        if (!RequestKind.WantsPage(context.Request))
            return new Answer(c => AccessProblems.TooManyAttempts(c, wait));
        context.Response.Headers.RetryAfter = Attempts.Seconds(wait);
        return Page(
            context,
            StatusCodes.Status429TooManyRequests,
            back,
            $"Too many wrong tokens from your address. Try again in {Attempts.Seconds(wait)} s."
        );
    }
}

/// <summary>An answer that writes itself.</summary>
internal sealed class Answer(Func<HttpContext, Task> write) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => write(httpContext);
}

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
