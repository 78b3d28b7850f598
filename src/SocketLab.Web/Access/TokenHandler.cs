using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace SocketLab.Web.Access;

/// <summary>
/// Lets everybody in while the server is open, and who presents the right token when it is not. It also answers
/// for every scheme who is not let in: programs with a problem, people with the way to the login page.
/// </summary>
internal sealed class TokenHandler(
    AccessGate gate,
    AccessRights rights,
    Attempts attempts,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    UrlEncoder encoder
)
    // No logger for the base: it writes a line for every challenge, so strangers would fill the log.
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, NullLoggerFactory.Instance, encoder)
{
    private TimeSpan? _wait;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_wait is { } wait)
            return AccessProblems.TooManyAttempts(Context, wait);
        if (RequestKind.WantsPage(Request))
        {
            // What was posted is lost at a redirect; only a page can be come back to.
            var back = HttpMethods.IsGet(Request.Method) ? $"?returnUrl={Uri.EscapeDataString(Request.GetEncodedPathAndQuery())}" : "";
            Response.Redirect($"{Request.PathBase}{LoginEndpoints.Path}{back}");
            return Task.CompletedTask;
        }
        Response.Headers.WWWAuthenticate = "Bearer";
        return AccessProblems.TokenRequired(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => AccessProblems.OperatorRequired(Context);

    private AuthenticateResult Authenticate()
    {
        if (gate.For(Context.Connection.LocalIpAddress) == AccessState.Open)
            return Succeed(rights.OfAnybody());
        var presented = PresentedToken.Of(Request);
        if (!presented.IsPresent)
            return AuthenticateResult.NoResult();
        if (presented.Value is null)
            return AuthenticateResult.Fail("The token is unreadable.");
        var attempt = attempts.Request(Context.Connection.RemoteIpAddress, presented.Value);
        _wait = attempt.Wait;
        return attempt.Role is null ? AuthenticateResult.Fail("The token is wrong.") : Succeed(AccessRights.OfToken(attempt.Role));
    }

    private AuthenticateResult Succeed(ClaimsPrincipal user) => AuthenticateResult.Success(new AuthenticationTicket(user, Scheme.Name));
}
