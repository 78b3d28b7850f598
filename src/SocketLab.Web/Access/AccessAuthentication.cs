using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;

namespace SocketLab.Web.Access;

/// <summary>Who is asking, and what each may: the framework's schemes and policies, put together.</summary>
internal static class AccessAuthentication
{
    /// <summary>How long a login lasts after the last request that was made with it.</summary>
    public static readonly TimeSpan LoginTime = TimeSpan.FromDays(7);

    public static void AddAccessAuthentication(this IServiceCollection services, string dataDirectory)
    {
        // Browsers share cookies between the ports of a host: two servers side by side would log each other's people out.
        var suffix = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(dataDirectory))).AsSpan(0, 4));
        services
            .AddAuthentication(options =>
            {
                options.DefaultScheme = AccessSchemes.Choice;
                options.DefaultChallengeScheme = options.DefaultForbidScheme = AccessSchemes.Token;
                options.DefaultSignInScheme = options.DefaultSignOutScheme = AccessSchemes.Cookie;
            })
            .AddPolicyScheme(AccessSchemes.Choice, null, options => options.ForwardDefaultSelector = Choose)
            .AddScheme<AuthenticationSchemeOptions, TokenHandler>(AccessSchemes.Token, null)
            .AddCookie(AccessSchemes.Cookie, options => Configure(options, $"SocketLab.Access.{suffix}"));
        services.AddAntiforgery(options =>
        {
            SetUp(options.Cookie, $"SocketLab.Form.{suffix}");
            // frame-ancestors says it, and says it more strictly.
            options.SuppressXFrameOptionsHeader = true;
        });
        services
            .AddAuthorizationBuilder()
            .AddPolicy(Policies.Viewer, policy => policy.RequireRole(Roles.Viewer))
            .AddPolicy(Policies.Operator, policy => policy.RequireRole(Roles.Operator));
        services
            .AddOptions<AuthorizationOptions>()
            .Configure(options => options.DefaultPolicy = options.FallbackPolicy = options.GetPolicy(Policies.Viewer)!);
    }

    private static string Choose(HttpContext context)
    {
        var open = context.RequestServices.GetRequiredService<AccessGate>().For(context.Connection.LocalIpAddress) == AccessState.Open;
        return open || PresentedToken.Of(context.Request).IsPresent ? AccessSchemes.Token : AccessSchemes.Cookie;
    }

    private static void Configure(CookieAuthenticationOptions options, string name)
    {
        SetUp(options.Cookie, name);
        options.ExpireTimeSpan = LoginTime;
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = EndWithItsRight;
    }

    private static void SetUp(CookieBuilder cookie, string name)
    {
        cookie.Name = name;
        cookie.HttpOnly = true;
        cookie.IsEssential = true;
        cookie.SameSite = SameSiteMode.Strict;
        cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }

    private static async Task EndWithItsRight(CookieValidatePrincipalContext context)
    {
        var rights = context.HttpContext.RequestServices.GetRequiredService<AccessRights>();
        if (rights.OfCookie(context.Principal, context.Properties) is { } user)
        {
            context.ReplacePrincipal(user);
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(AccessSchemes.Cookie);
    }
}

/// <summary>The authentication schemes. <see cref="Choice"/> is the default and hands each request to one of the others.</summary>
internal static class AccessSchemes
{
    public const string Choice = "access";
    public const string Token = "token";
    public const string Cookie = "cookie";
}
