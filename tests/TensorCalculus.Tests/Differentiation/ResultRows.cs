namespace TensorCalculus.Tests.Differentiation;

/// <summary>Results that are known from the series and from textbooks, worked out by hand.</summary>
internal static class ResultRows
{
    private const string LayerNorm =
        "m[b] = 1/|h| 1[h] x[b,h]; mu[b,h] = x[b,h] - ONE[h] m[b]; v[b] = 1/|h| 1[h] mu[b,h]^2; sigma[b] = sqrt(v[b] + eps); "
        + "y[b,h] = mu[b,h] / sigma[b] gamma[h] + ONE[b] beta[h]";

    public static IReadOnlyList<ResultRow> All { get; } =
    [
        new("pointwise", "y[i] = f(x[i])", "dl_dx[p] = dl_dy[p] f'(x[p])") { Shared = Set(), Functions = Set("f") },
        new("matrix product", "y[i,j] = x[i,k] a[k,j]",
            "dl_dx[p,q] = dl_dy[p,j] a[q,j]",
            "dl_da[p,q] = dl_dy[i,q] x[i,p]") { Shared = Set("a") },
        new("products of a batch of matrices", "y[i,j] = x[i,k] a[k,j]",
            "dl_dx[p,q] = dl_dy[p,j] a[q,j]",
            "dl_da[p,q] = dl_dy[i,q] x[i,p]") { Shared = Set() },
        new("matrix product, Jacobians", "y[i,j] = x[i,k] a[k,j]",
            "dy_dx[i,j,p,q] = delta[i,p] a[q,j]",
            "dy_da[i,j,p,q] = x[i,p] delta[j,q]"),
        new("linear layer", "y[i,j] = x[i,k] a[j,k] + ONE[i] b[j]",
            "dl_dx[p,q] = dl_dy[p,j] a[j,q]",
            "dl_da[p,q] = dl_dy[i,p] x[i,q]",
            "dl_db[p] = dl_dy[i,p] ONE[i]") { Shared = Set("a", "b") },
        new("one-sided contraction", "z[j,k,p] = x[i,j,k] y[i,p]",
            "dl_dx[a,b,c] = dl_dz[b,c,p] y[a,p]",
            "dl_dy[a,b] = dl_dz[j,k,b] x[a,j,k]") { Shared = Set("y") },
        new("softmax with cross-entropy", "s[i] = exp(x[i]) / (1[j] exp(x[j])); c = -log(s[T])",
            "ds_dx[i,n] = s[i] delta[i,n] - s[i] s[n]",
            "dc_ds[i] = -delta[i,T] / s[T]",
            "dc_dx[n] = s[n] - delta[n,T]",
            "dl_dx[n] = dl_dc (s[n] - delta[n,T])"),
        new("softmax with cross-entropy, gradient", "s[i] = exp(x[i]) / (1[j] exp(x[j])); c = -log(s[T])",
            "dl_ds[i] = -dl_dc delta[i,T] / s[T]",
            "dl_dx[n] = dl_dc (s[n] - ONE[] delta[n,T])") { Shared = Set() },
        new("layer norm", LayerNorm,
            "dl_dgamma[q] = dl_dy[b,q] mu[b,q] / sigma[b]",
            "dl_dbeta[q] = dl_dy[b,q] ONE[b]",
            "dl_dsigma[p] = -dl_dy[p,h] mu[p,h] gamma[h] / sigma[p]^2",
            "dl_dv[p] = -dl_dy[p,h] mu[p,h] gamma[h] / (2 sigma[p]^3)",
            "dl_dm[p] = -dl_dy[p,h] gamma[h] / sigma[p]",
            "dl_dx[p,q] = dl_dy[p,q] gamma[q] / sigma[p] - dl_dy[p,h] gamma[h] / |h| (1[q] / sigma[p] + mu[p,h] mu[p,q] / sigma[p]^3)")
            { Shared = Set("gamma", "beta", "eps") },
        new("Euclidean norm", "y = sqrt(x[i] x[i])", "dl_dx[p] = dl_dy x[p] / y") { Shared = Set() },
        new("least squares in two lines", "r[i] = a[i,j] x[j] - b[i]; f = r[i] r[i]",
            "dl_dx[p] = 2 dl_df r[i] a[i,p]") { Shared = Set("a") },
        new("least squares in one line", "f = 1[i] (a[i,j] x[j] - b[i])^2",
            "dl_dx[p] = 2 dl_df (a[i,j] x[j] - b[i]) a[i,p]") { Shared = Set("a") },
        new("logistic regression", "p[i] = 1 / (1 + exp(-a[i,j] w[j])); l = -ONE[i] (t[i] log(p[i]) + (ONE[i] - t[i]) log(ONE[i] - p[i]))",
            "dl_dw[q] = (p[i] - t[i]) a[i,q]") { Shared = Set("l", "w") },
        new("softmax over rows", "s[b,i] = softmax[i](x[b,i])",
            "dl_dx[b,p] = s[b,p] (dl_ds[b,p] - 1[p] dl_ds[b,i] s[b,i])") { Shared = Set() },
    ];

    private static HashSet<string> Set(params string[] names) => [.. names];
}
