# 投稿の送信、送信箱、カードのページ
post-look = 表示の見本
post-look-title = 表示の見本
post-look-words = キャンペーンの各ネットワークでの同じ文章です。色の付いた部分は、そのネットワークで開けます。
post-look-own = ここに投稿されます
post-look-no-links = このネットワークではリンクを開けません。
post-disrupted = この便は運航されません。その間は何も投稿しません。
post-clicks = リンクは{ $n }回開かれました
text-fault-mention = アカウント名が含まれています。お客様のアカウント名には別の同意が必要です。自社のアカウント名だけが使えます。
posts-on-hold = 現在は何も送信されません。まず管理者が送信箱を確認する必要があります。
posts-kept = このキャンペーンの投稿は止められています
posts-kept-spike = 1時間に{ $n }件の苦情があり、止まりました：
posts-kept-overdue = 投稿への苦情{ $n }件が期限を過ぎています。
posts-kept-said =
    { $n ->
        [0] 承認者2名が認めれば再開します。まだ誰も認めていません。
        [1] 承認者2名が認めれば再開します。1名が認めました。
       *[other] { $n }名が認めました。
    }
posts-kept-release = 再開を認める
done-posts-said = 記録しました。承認者2名が認めると投稿が再開します。
care-clocks = 期限は案件が開いた時点から数え、止まることはありません。夜間も、返事を待つ間も、キャンペーンの停止中も進みます。

outbox-title = 送信箱
outbox-held = 何も送信されません
outbox-restored =
    { $n ->
        [0] 最後に送信したデータベースと異なります。検出時刻：
       *[other] データベースが送信済みの内容より古く、記録が少なくとも{ $n }件欠けています。検出時刻：
    }
outbox-by-hand = 手動ですべて止められました：
outbox-reconcile = ここで待機中の投稿やメールは、バックアップの復元前に送信済みかもしれません。まず各ネットワークのアカウントをご確認ください。すでに出ているものはここで取り下げ、その後に残りを送信してください。投稿の取り下げは常に行われます。
outbox-release = 確認しました。すべて送信する
outbox-waits = 待機中のもの
outbox-queued = 投稿（未送信）
outbox-begun = 投稿（送信を試み、未確定）
outbox-uncertain = 出ている可能性のある投稿
outbox-answers = カスタマーケアの返信
outbox-mails = メール
outbox-hold = すべて止める
outbox-hold-words = 誰かが再開するまで、投稿・返信・メールは待機します。投稿の取り下げはできます。
done-outbox-held = これより何も送信されません。
done-outbox-released = すべての送信を再開しました。
listeners-title = 受信元
listeners-words = それぞれ最長1分の間隔で自動的に再試行します。ほかの受信元は動き続けます。
listeners-since = 停止：
listeners-heard = 最後の受信：
listeners-away = 停止中
gaps-title = 過去7日間の空白
gaps-words = この時間帯はストリームが途切れ、投稿が届いていません。ファイルが手に入れば取り込んでください。
listeners-broken = { $n }件が停止中
expiry-of = { $name }の認証情報
expiry-left =
    { $n ->
        [0] 本日まで、または期限切れ
       *[other] 残り{ $n }日
    }

card-page-title = お受け取りになった贈り物について
card-page-words = ご利用の航空会社から、ささやかな贈り物をお渡ししました。ご旅行についての公開の投稿、またはプログラムでご提供いただいた内容を読み、人が決めました。費用は一切かかりません。
card-page-withdraw = 投稿を取り下げる
card-page-withdraw-words = 贈り物についての投稿があれば、通常1分以内にすべてのネットワークから取り下げます。新たな投稿もいたしません。登録も理由も必要ありません。
card-page-button = 投稿を取り下げる
card-page-done = 完了しました
card-page-done-words =
    { $n ->
        [0] 贈り物についての投稿はありません。今後も投稿いたしません。
       *[other] { $n }件の投稿を取り下げています。新たな投稿はいたしません。
    }
card-page-receipt = 受付番号
card-page-at = 受付時刻
card-page-more = すべての情報を消去し、今後ご連絡しないこともできます：
card-page-object = 異議を申し立てる
card-page-dead = このカードは確認できません
card-page-dead-words = リンクが不完全です。カードのコードをもう一度読み取るか、こちらから異議をお申し立てください。

mail-spike-subject = { $campaign }：苦情のため投稿を停止しました
mail-spike-words = 1時間に{ $n }件の苦情がありました（最後は{ $at }）。キャンペーンの投稿はすべて止まっています。
mail-spike-next = まず苦情をご確認ください。承認者2名が認めれば投稿を再開できます。
mail-spike-button = 投稿を見る
mail-expiry-subject =
    { $n ->
        [0] { $name }の認証情報は本日まで、または期限切れです
       *[other] { $name }の認証情報はあと{ $n }日で切れます
    }
mail-expiry-words = { $name }の認証情報は{ $day }に切れます。新しいものを用意して差し替え、設定（token_expiry）の日付を変更してください。切れると、そこへは何も送信されません。
mail-expiry-button = システムの状態を見る
mail-kind-spike = 苦情による投稿の停止
mail-kind-expiry = 認証情報の期限

# The photo of a post
post-photo-title = お渡し時の写真
post-photo-words = 別の承認者が文章と写真の両方を承認した後、お客様が同意している間だけ、投稿と一緒に公開されます。
post-photo-describe = 写真に写っているもの
post-photo-describe-words = 写真を見られない方のために、投稿の言語で一、二文で書いてください。ほかの人の名前は書かないでください。
post-photo-send = 投稿に添える
post-photo-off = 写真を外す
post-photo-add = 写真を追加
post-photo-change = 写真を変更
post-photo-with = 写真付き：
post-as-reply = 旅行者本人の投稿への返信として公開されます。
post-as-quote = 旅行者本人の投稿を引用して公開されます。
post-photo-gone = 写真がなくなったか、お客様が同意を取り消しました。写真を外すまで、この投稿は保留されます。
post-photo-none = 公開できる写真がありません。撮影されていないか、お客様が公開に同意していないか、このネットワークでは写真を扱えません。
post-photo-unsaid = お渡し時の写真（説明はまだありません）
post-photo-not-here = 投稿はネットワークごとに公開されます。この写真は元のネットワークの投稿に付くものです。
done-photo-changed = 写真を変更しました。別の承認者がこの投稿を確認します。
photo-fault-no-description = 写っているものを書いてください。
photo-fault-long-description = このネットワークには長すぎます。
photo-fault-form = 写真を読み込めません。
photo-fault-too-large = 写真がこのネットワークには大きすぎます。
photo-fault-not-there = このネットワークでは、この方法で写真を扱えません。
