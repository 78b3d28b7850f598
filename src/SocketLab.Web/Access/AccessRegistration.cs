using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SocketLab.Web.Settings;

namespace SocketLab.Web.Access;

/// <summary>How the host uses this room: three calls.</summary>
public static class AccessRegistration
{
    /// <summary>
    /// Adds authentication, authorization, antiforgery and data protection. Anywhere before <c>builder.Build()</c>;
    /// wrong settings under <c>SocketLab:Access</c> end the start with an <see cref="OptionsValidationException"/>.
    /// </summary>
    /// <param name="builder">The host's builder.</param>
    /// <param name="dataDirectory">Where the keys of cookies are kept (in <c>keys/</c>), made if it is missing.</param>
    public static IHostApplicationBuilder AddAccess(this IHostApplicationBuilder builder, string dataDirectory)
    {
        var services = builder.Services;
        services
            .AddOptions<AccessOptions>()
            .Configure<IConfiguration>((_, settings) => SettingNames.Check<AccessOptions>(settings, AccessOptions.Section))
            // Not BindConfiguration: it reads again when a file changes, and what is wrong then would end the process.
            .Configure<IConfiguration>((options, settings) => settings.GetSection(AccessOptions.Section).Bind(options))
            .ValidateOnStart();
        services.AddSingleton<IPostConfigureOptions<AccessOptions>, AccessOptionsSetup>();
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>();

        services.AddDataProtection().SetApplicationName("SocketLab");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new CookieKeys(
            dataDirectory,
            provider.GetRequiredService<ILoggerFactory>()
        ));
        services.AddAccessAuthentication(dataDirectory);
        // The login page is a Razor component, rendered once and without a circuit.
        services.AddRazorComponents();

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new AccessConsole(Console.Out));
        services.AddSingleton<AllowedHosts>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<Attempts>();
        services.AddSingleton<AccessGate>();
        services.AddSingleton<AccessRights>();
        services.AddSingleton<ConnectionOwners>();
        services.AddSingleton<UnderWay>();
        services.AddSingleton<UnderWayFilter>();
        services.Configure<HubOptions>(hubs => hubs.AddFilter<UnderWayFilter>());
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<EndedLogins>(provider, dataDirectory));
        services.AddSingleton<LoginForm>();
        services.AddSingleton<LoginLink>();
        services.AddHostedService<RightsWatch>();
        services.AddHostedService<AccessStartup>();
        return builder;
    }

    /// <summary>
    /// Every check of a request, in their order. To stand first in the pipeline, but for the exception handler and the
    /// request log; before everything that answers (static files, the hubs, Blazor). It brings <c>UseRouting</c>,
    /// <c>UseAuthentication</c>, <c>UseAuthorization</c> and <c>UseAntiforgery</c>: do not call them again.
    /// </summary>
    public static WebApplication UseAccess(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<HostCheck>();
        app.UseMiddleware<OriginCheck>();
        app.UseMiddleware<ModeGate>();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<UnderWayMiddleware>();
        app.UseAntiforgery();
        return app;
    }

    /// <summary>Maps <c>/login</c> and <c>/logout</c>: among the other endpoints, in any order.</summary>
    public static IEndpointRouteBuilder MapLogin(this IEndpointRouteBuilder endpoints)
    {
        LoginEndpoints.Map(endpoints);
        return endpoints;
    }
}
