namespace SocketLab.Web.Access;

/// <summary>Answers nothing but the health check until it is known who may ask.</summary>
internal sealed class ModeGate(RequestDelegate next, AccessGate gate)
{
    public Task InvokeAsync(HttpContext context) =>
        gate.State == AccessState.Unknown && context.Request.Path != "/healthz" ? AccessProblems.NotReady(context) : next(context);
}
