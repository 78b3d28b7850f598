using SocketLab.Contracts;
using SocketLab.Contracts.Serialization;

namespace SocketLab.Web.Access;

/// <summary>Answers requests with problems.</summary>
internal static class ProblemAnswer
{
    /// <summary>Answers a request with <paramref name="problem"/>.</summary>
    public static Task WriteAsync(this ApiProblem problem, HttpContext context)
    {
        context.Response.StatusCode = problem.Status;
        return context.Response.WriteAsJsonAsync(problem, ContractJson.Options, "application/problem+json", context.RequestAborted);
    }
}
