using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace SocketLab.Web.Access;

/// <summary>The way in and out for people: a page, a form, and the link that the console shows.</summary>
internal static class LoginEndpoints
{
    public const string Path = "/login";
    public const string LogoutPath = "/logout";

    private const int MaxFormBytes = 16 * 1024;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints
            .MapGroup("")
            .AllowAnonymous()
            .ExcludeFromDescription()
            .WithMetadata(new RequestSizeLimitAttribute(MaxFormBytes));
        group.MapGet(Path, Get);
        group.MapPost(Path, Post);
        group.MapPost(LogoutPath, LogOut);
    }

    private static Task<IResult> Get(HttpContext context, AccessGate gate, LoginForm form)
    {
        var query = context.Request.Query;
        var back = ReturnUrl.Local(query["returnUrl"]);
        if (IsOpen(context, gate))
            return Task.FromResult(LoginForm.Redirect(context, back));
        if (query.TryGetValue("token", out var token) && RequestKind.MayBeAPerson(context.Request))
            return form.TryAsync(context, token.ToString(), back);
        // A viewer may want to become operator; an operator has nothing to win here.
        return Task.FromResult(
            context.User.IsInRole(Roles.Operator) ? LoginForm.Redirect(context, back) : form.Page(context, StatusCodes.Status200OK, back)
        );
    }

    private static async Task<IResult> Post(HttpContext context, AccessGate gate, LoginForm form, IAntiforgery antiforgery)
    {
        if (await RefuseAsync(context, form, antiforgery) is { } refusal)
            return refusal;
        var fields = await context.Request.ReadFormAsync(context.RequestAborted);
        var back = ReturnUrl.Local(fields["returnUrl"]);
        return IsOpen(context, gate) ? LoginForm.Redirect(context, back) : await form.TryAsync(context, fields["token"].ToString(), back);
    }

    private static async Task<IResult> LogOut(HttpContext context, AccessGate gate, LoginForm form, IAntiforgery antiforgery)
    {
        if (await RefuseAsync(context, form, antiforgery) is { } refusal)
            return refusal;
        await form.EndLoginAsync(context);
        await context.SignOutAsync(AccessSchemes.Cookie);
        return LoginForm.Redirect(context, IsOpen(context, gate) ? "/" : Path);
    }

    private static async Task<IResult?> RefuseAsync(HttpContext context, LoginForm form, IAntiforgery antiforgery)
    {
        if (!context.Request.HasFormContentType)
            return new Answer(AccessProblems.NotAForm);
        await ReadFormAsync(context);
        return await antiforgery.IsRequestValidAsync(context) ? null : form.Expired(context);
    }

    /// <summary>Reads the form once for all. Antiforgery would make a fault of the program of one that cannot be read.</summary>
    private static async Task ReadFormAsync(HttpContext context)
    {
        try
        {
            await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (InvalidDataException error)
        {
            throw new BadHttpRequestException("The form cannot be read.", error);
        }
    }

    private static bool IsOpen(HttpContext context, AccessGate gate) => gate.For(context.Connection.LocalIpAddress) == AccessState.Open;
}
